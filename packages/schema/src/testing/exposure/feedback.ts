import { newId } from '../../kernel/ids.ts';
import { seal } from '../../kernel/seal.ts';
import { openGradePlace } from '../../modules/feedback/rating.ts';
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

const writeAttempt = (cast: Cast) =>
  cast.write('counterpart', async (db, actor) => {
    const id = newId('att');
    const text = await seal(actor, { table: 'Attempt', row: id, column: 'text' }, 'I listened.');
    return (await db.attempt.create({ data: { ...ofTheSession(cast), id, text, recordedAt: MOMENT } })).id;
  });

whoSees('Attempt', { seenBy: THE_TWO, make: writeAttempt });

whoSees('Attempt', {
  as: 'on its session',
  seenBy: THE_TWO,
  make: async (cast) => {
    await writeAttempt(cast);
    return cast.sessionId;
  },
  document: '{ node(id: $id) { ... on Session { attempt { text } } } }',
  proof: () => 'I listened.',
});

const writeOpenGrade = (visibleFrom: Date) => (cast: Cast) =>
  cast.write('member', async (db, actor) => {
    const { sessionId } = cast;
    const grade = await seal(actor, openGradePlace(sessionId), '75');
    return (await db.openRating.create({ data: { ...ofTheSession(cast), grade, visibleFrom } })).sessionId;
  });

const OPEN_GRADE = { document: '{ node(id: $id) { ... on Session { openGrade } } }', proof: () => '"CLEAR"' };

whoSees('Session', {
  as: 'by a grade told openly',
  of: ['Session.openGrade'],
  seenBy: THE_TWO,
  make: writeOpenGrade(new Date('2020-01-01T00:00:00Z')),
  ...OPEN_GRADE,
});
whoSees('Session', {
  as: 'by a grade that can still be taken back',
  of: ['Session.openGrade'],
  seenBy: ['member'],
  make: writeOpenGrade(new Date('2100-01-01T00:00:00Z')),
  ...OPEN_GRADE,
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

whoSees('Session', {
  as: 'by who would see the answer',
  of: ['Session.audience'],
  seenBy: ['member'],
  make: async ({ sessionId }) => sessionId,
  document: '{ node(id: $id) { ... on Session { audience { code } } } }',
  proof: () => '"code":',
});
