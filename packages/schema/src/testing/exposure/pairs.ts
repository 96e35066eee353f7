import { newId } from '../../kernel/ids.ts';
import { seal } from '../../kernel/seal.ts';
import { type Onlooker, whoSees } from '../exposure.ts';
import { TENANT } from './tenancy.ts';

/** The two people, and those who may know that they meet. */
export const AROUND_A_PAIR: readonly Onlooker[] = ['member', 'counterpart', 'advisor', 'admin', 'key'];
/** The two people and nobody else, whatever their office. */
export const THE_TWO: readonly Onlooker[] = ['member', 'counterpart'];

whoSees('Pair', { seenBy: AROUND_A_PAIR, make: async ({ pairId }) => pairId });

whoSees('Pair', {
  as: 'by purpose and level',
  of: ['Pair.level', 'Pair.stage', 'Pair.purpose'],
  seenBy: THE_TWO,
  make: ({ pairId, write }) =>
    write('member', async (db, actor) => {
      const purpose = await seal(actor, { table: 'Pair', row: pairId, column: 'purpose' }, 'Grow together.');
      const where = { tenantId_id: { tenantId: actor.tenantId, id: pairId } };
      return (await db.pair.update({ where, data: { purpose, level: 5 } })).id;
    }),
  document: '{ node(id: $id) { ... on Pair { level purpose stage { level } } } }',
  proof: () => '"level":5,"purpose":"Grow together.","stage":{"level":5}',
});

whoSees('Pair', {
  as: 'by the part in it',
  of: ['Pair.viewerPart'],
  seenBy: THE_TWO,
  make: async ({ pairId }) => pairId,
  document: '{ node(id: $id) { ... on Pair { viewerPart } } }',
  proof: () => '"viewerPart":"',
});

whoSees('PairLevel', {
  seenBy: THE_TWO,
  make: ({ pairId, actors, write }) =>
    write('member', async (db, { tenantId, userId }) => {
      const two = { memberId: userId, counterpartId: actors.counterpart.userId };
      const data = { tenantId, id: newId('lev'), pairId, ...two, level: 3, setById: userId };
      return (await db.pairLevel.create({ data })).pairId;
    }),
  document: '{ node(id: $id) { ... on Pair { levels { id } } } }',
  proof: () => 'lev_',
});

whoSees('PairPause', {
  seenBy: AROUND_A_PAIR,
  make: ({ pairId, write }) =>
    write('member', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('pau'), pairId, from: new Date('2030-01-01T00:00:00Z') };
      return (await db.pairPause.create({ data })).pairId;
    }),
  document: '{ node(id: $id) { ... on Pair { pauses { id } } } }',
  proof: () => 'pau_',
});

whoSees('SignUp', {
  seenBy: TENANT,
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('sup'), name: 'S', kind: 'OTHER', closesOn: new Date('2030-01-01') } as const;
      return (await db.signUp.create({ data })).id;
    }),
});

whoSees('Volunteer', {
  seenBy: ['member', 'admin', 'key'],
  make: ({ actors, write }) =>
    write('member', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('sup'), name: 'S', kind: 'OTHER', closesOn: new Date('2030-01-01') } as const;
      const { id: signUpId } = await db.signUp.create({ data });
      const volunteer = { signUpId, userId: actors.member.userId, wish: 'EITHER' } as const;
      await db.volunteer.create({ data: { tenantId, id: newId('vol'), ...volunteer } });
      return signUpId;
    }),
  document: '{ node(id: $id) { ... on SignUp { volunteers { nodes { wish } } } } }',
  proof: () => '"wish":"EITHER"',
});
