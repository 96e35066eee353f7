import { newId } from '../../kernel/ids.ts';
import { seal } from '../../kernel/seal.ts';
import { type Cast, whoSees } from '../exposure.ts';
import { THE_TWO } from './pairs.ts';
import { ofTheSession } from './sessions.ts';

const MOMENT = new Date('2030-01-01T02:00:00Z');

const writeImpression = (cast: Cast) =>
  cast.write('member', async (db, actor) => {
    const id = newId('imp');
    const text = await seal(actor, { table: 'Impression', row: id, column: 'text' }, 'Thank you.');
    return (await db.impression.create({ data: { ...ofTheSession(cast), id, text, sentAt: MOMENT } })).id;
  });

whoSees('Impression', { seenBy: THE_TWO, make: writeImpression });

whoSees('Impression', {
  as: 'on its session',
  seenBy: THE_TWO,
  make: async (cast) => {
    await writeImpression(cast);
    return cast.sessionId;
  },
  document: '{ node(id: $id) { ... on Session { impression { text } } } }',
  proof: () => 'Thank you.',
});

whoSees('Attempt', {
  seenBy: THE_TWO,
  make: (cast) =>
    cast.write('counterpart', async (db, actor) => {
      const id = newId('att');
      const text = await seal(actor, { table: 'Attempt', row: id, column: 'text' }, 'I listened.');
      return (await db.attempt.create({ data: { ...ofTheSession(cast), id, text, recordedAt: MOMENT } })).id;
    }),
});

whoSees('Participation', {
  seenBy: ['member'],
  make: (cast) =>
    cast.write('member', async (db) => {
      const data = { ...ofTheSession(cast), id: newId('par'), use: 'POOL', audience: 'pool' } as const;
      return (await db.participation.create({ data })).sessionId;
    }),
  document: '{ node(id: $id) { ... on Session { participation { use } } } }',
  proof: () => 'POOL',
});
