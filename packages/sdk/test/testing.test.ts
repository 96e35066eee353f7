import { describe, expect, it } from 'vitest';
import { Taiwa } from '../src/client.ts';
import { answering, refusal } from '../src/testing.ts';
import { failure } from './client.ts';

const topic = {
  id: 'top_1',
  topicCode: 'CAREER',
  countsAs: 'CAREER',
  name: 'Career',
  nameJa: '',
  nameEn: 'Career',
  position: 1,
  hidden: false,
} as const;

/** A client before a stand-in that answers so. */
function before(answers: Parameters<typeof answering>[0]) {
  const api = answering(answers);
  const taiwa = new Taiwa({
    url: 'https://taiwa.test',
    apiKey: 'test',
    fetch: api.fetch,
    webSocket: api.webSocket,
    maxRetries: 0,
  });
  return { api, taiwa };
}

describe('a stand-in for the API', () => {
  it('answers documents by their names and tells what was asked', async () => {
    const { api, taiwa } = before({ ListTopics: { topics: [topic] } });
    expect(await taiwa.topics.list()).toEqual([topic]);
    expect(api.asked).toEqual([{ operation: 'ListTopics', variables: expect.anything(), idempotencyKey: undefined }]);
  });

  it('makes an answer of the variables', async () => {
    const { taiwa, api } = before({
      MarkSessionSeen: ({ input }) => ({
        result: {
          __typename: 'NotNow',
          code: 'NOT_YET',
          message: input.sessionId,
          docsUrl: 'https://taiwa.example/docs/errors.html#x',
          possibleFrom: null,
        },
      }),
    });
    const error = await failure(taiwa.sessions.markSeen('ses_1', { idempotencyKey: 'mine' }));
    expect(error).toMatchObject({ kind: 'problem', code: 'NOT_YET', message: 'ses_1' });
    expect(api.asked[0]?.idempotencyKey).toBe('mine');
  });

  it('refuses where it is told to, and says which answer is missing', async () => {
    const { taiwa } = before({ GetSession: refusal('NOT_FOUND') });
    expect(await failure(taiwa.sessions.get('ses_1'))).toMatchObject({ kind: 'not_found' });
    expect(await failure(taiwa.topics.list())).toMatchObject({
      code: 'NO_ANSWER',
      message: expect.stringContaining('ListTopics'),
    });
  });

  it('takes another answer later', async () => {
    const { api, taiwa } = before({ ListTopics: { topics: [] } });
    api.answer({ ListTopics: { topics: [topic] } });
    expect(await taiwa.topics.list()).toHaveLength(1);
  });

  it('tells who watches, first what it answers and then what the test tells', async () => {
    const { api, taiwa } = before({ Presence: { presence: [] } });
    const seen: number[] = [];
    for await (const people of taiwa.sessions.presence('ses_1')) {
      seen.push(people.length);
      if (seen.length === 2) break;
      api.tell('Presence', { presence: [person] });
    }
    expect(seen).toEqual([0, 1]);
    taiwa.close();
  });

  it('hands an abort on', async () => {
    const { taiwa } = before({ ListTopics: { topics: [] } });
    expect(await failure(taiwa.topics.list({}, { signal: AbortSignal.abort() }))).toMatchObject({ kind: 'abort' });
  });
});

const person = {
  id: 'usr_1',
  externalId: 'E-1',
  name: 'Aoi Sato',
  familyName: '佐藤',
  givenName: '葵',
  familyKana: null,
  givenKana: null,
  latinName: null,
};
