import { authorMark } from '../../modules/hints/hint.policy.ts';
import { randomId } from '../../kernel/ids.ts';
import { type Cast, type Onlooker, whoSees } from '../exposure.ts';
import { TENANT } from './tenancy.ts';

const YESTERDAY = new Date('2020-01-01T00:00:00Z');
const TOMORROW = new Date('2100-01-01T00:00:00Z');

const writeHint =
  (state: 'APPROVED' | 'PENDING' | 'REJECTED', reviewableAt = YESTERDAY) =>
  (cast: Cast) =>
    cast.write('member', async (db, { tenantId }) => {
      const cell = { kind: 'WHAT_HELPED', topicCode: 'WORK', response: 'LISTEN', language: 'ja' } as const;
      const words = { text: 'T', authorPseudonym: 'nobody', leftOn: new Date('2030-01-01T00:00:00Z'), reviewableAt };
      return (await db.hint.create({ data: { tenantId, id: randomId('hin'), ...cell, ...words, state } })).id;
    });

const REVIEWERS: readonly Onlooker[] = ['admin'];

whoSees('Hint', { as: 'approved', seenBy: TENANT, make: writeHint('APPROVED') });
whoSees('Hint', { as: 'waiting', seenBy: REVIEWERS, make: writeHint('PENDING') });
whoSees('Hint', { as: 'left today', seenBy: [], make: writeHint('PENDING', TOMORROW) });
whoSees('Hint', { as: 'rejected', seenBy: REVIEWERS, make: writeHint('REJECTED') });

whoSees('Hint', {
  as: 'by why it was rejected',
  of: ['Hint.reason', 'Hint.poolState', 'Hint.poolReason'],
  seenBy: ['member', ...REVIEWERS],
  make: async (cast) => {
    const id = await writeHint('REJECTED')(cast);
    await cast.write('member', (db, actor) =>
      db.hint.update({
        where: { tenantId_id: { tenantId: actor.tenantId, id } },
        data: {
          authorPseudonym: authorMark(actor),
          reason: 'It names a person.',
          poolState: 'WITHHELD',
          poolReason: 'It names a customer.',
        },
        select: { id: true },
      }),
    );
    return id;
  },
  document: '{ node(id: $id) { ... on Hint { reason poolState poolReason } } }',
  proof: () => '"It names a person.","poolState":"WITHHELD","poolReason":"It names a customer."',
});

whoSees('Hint', {
  as: 'by what readers reported',
  of: ['Hint.reportedFor'],
  seenBy: REVIEWERS,
  make: async (cast) => {
    const id = await writeHint('APPROVED')(cast);
    await cast.write('member', (db, { tenantId }) =>
      db.hint.update({
        where: { tenantId_id: { tenantId, id } },
        data: { reportedFor: ['HARMFUL'] },
        select: { id: true },
      }),
    );
    return id;
  },
  document: '{ node(id: $id) { ... on Hint { reportedFor } } }',
  proof: () => 'HARMFUL',
});
