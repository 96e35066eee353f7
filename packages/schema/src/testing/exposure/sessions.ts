import { newId, randomId } from '../../kernel/ids.ts';
import { type Cast, whoSees } from '../exposure.ts';
import { AROUND_A_PAIR, THE_TWO } from './pairs.ts';
import { writeTopicPriority } from './topics.ts';

/** The keys of a row that belongs to the cast's session and is fenced for the two. */
export const ofTheSession = ({ tenantId, sessionId, actors }: Cast) => ({
  tenantId,
  sessionId,
  memberId: actors.member.userId,
  counterpartId: actors.counterpart.userId,
});

whoSees('Session', { seenBy: AROUND_A_PAIR, make: async ({ sessionId }) => sessionId });

whoSees('Session', {
  as: 'by the part in it',
  of: ['Session.viewerPart'],
  seenBy: THE_TWO,
  make: async ({ sessionId }) => sessionId,
  document: '{ node(id: $id) { ... on Session { viewerPart } } }',
  proof: () => '"viewerPart":"',
});

whoSees('Preparation', {
  seenBy: THE_TWO,
  make: (cast) =>
    cast.write('member', async (db) => {
      const data = { ...ofTheSession(cast), preparedAt: new Date('2030-01-01T00:00:00Z') };
      return (await db.preparation.create({ data })).sessionId;
    }),
  document: '{ node(id: $id) { ... on Session { preparation { preparedAt } } } }',
  proof: () => '2030-01-01T00:00:00.000Z',
});

const writeTheme = (cast: Cast) =>
  cast.write('member', async (db) => {
    const cell = { position: 0, countsAs: 'WORK', response: 'LISTEN' } as const;
    return (await db.theme.create({ data: { ...ofTheSession(cast), id: newId('thm'), ...cell } })).id;
  });

whoSees('Theme', { seenBy: THE_TWO, make: writeTheme });

whoSees('Theme', {
  as: 'on its session',
  seenBy: THE_TWO,
  make: async (cast) => {
    await writeTheme(cast);
    return cast.sessionId;
  },
  document: '{ node(id: $id) { ... on Session { themes { id } openThemes { id } } } }',
  proof: () => 'thm_',
});

whoSees('Brief', {
  seenBy: ['counterpart'],
  make: async (cast) => {
    await writeTheme(cast);
    return cast.sessionId;
  },
  document: '{ node(id: $id) { ... on Session { brief { themes { id } } } } }',
  proof: () => 'thm_',
});

whoSees('Session', {
  as: 'by who is there',
  of: ['Session.presence'],
  seenBy: THE_TWO,
  make: (cast) =>
    cast.write('member', async (db, { userId }) => {
      const until = new Date('2100-01-01T00:00:00Z');
      return (await db.presence.create({ data: { ...ofTheSession(cast), id: randomId('prs'), userId, until } }))
        .sessionId;
    }),
  document: '{ node(id: $id) { ... on Session { presence { id } } } }',
  proof: () => '"presence":[{"id":"usr_',
});

whoSees('Session', {
  as: 'by what is required',
  of: ['Session.guidedTopics'],
  seenBy: THE_TWO,
  make: async (cast) => {
    await writeTopicPriority(cast);
    return cast.sessionId;
  },
  document: '{ node(id: $id) { ... on Session { guidedTopics { kind } } } }',
  proof: () => '"guidedTopics":[{"kind":"REQUIRED"}]',
});
