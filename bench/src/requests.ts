import { createHash } from 'node:crypto';
import { POINT, PREPARE, RATE, WIDGET } from './documents.ts';
import type { Issuer, Person, Subject, Watched } from './subjects.ts';

/** How a contender is asked: the product by the id of a trusted document, peers by its text, the limit by a path of its own. */
export type Manner = 'trusted' | 'text' | 'path';

/** A question to all contenders, for one person. */
export interface Question extends Person {
  readonly path: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const HOST = 'host: localhost\r\nconnection: keep-alive\r\n';

function pathOf({ path, tenantId, userId, variables }: Question): Buffer {
  const query = new URLSearchParams({ tenant: tenantId, user: userId });
  for (const [name, value] of Object.entries(variables)) query.set(name, String(value));
  return Buffer.from(`GET /${path}?${query.toString()} HTTP/1.1\r\n${HOST}\r\n`);
}

function postOf({ document, variables }: Question, manner: Manner, token: string): Buffer {
  const named = manner === 'trusted' ? { documentId: hashOf(document) } : { query: document };
  const body = Buffer.from(JSON.stringify({ ...named, variables }));
  const head = `POST /graphql HTTP/1.1\r\n${HOST}authorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** The questions as whole HTTP requests, in the contender's manner, with fresh tokens. */
export async function requestsFor(questions: readonly Question[], manner: Manner, issuer: Issuer): Promise<Buffer[]> {
  if (manner === 'path') return questions.map(pathOf);
  const tokens = new Map<string, string>();
  for (const person of questions)
    if (!tokens.has(person.userId)) tokens.set(person.userId, await issuer.tokenFor(person));
  return questions.map((question) => postOf(question, manner, tokens.get(question.userId) ?? ''));
}

/** Each viewer's widget: so many pairs, and so many of the last sessions of each. */
export const widgetQuestions = (viewers: readonly Person[], pairs = 20, sessions = 5): Question[] =>
  viewers.map((viewer) => ({ ...viewer, path: 'widget', document: WIDGET, variables: { pairs, sessions } }));

/** One session each. */
export const pointQuestions = (points: readonly Subject[]): Question[] =>
  points.map(({ sessionId, ...person }) => ({
    ...person,
    path: 'point',
    document: POINT,
    variables: { id: sessionId },
  }));

/** Members prepare sessions to come: two themes and a note. */
export const prepareQuestions = (coming: readonly Watched[]): Question[] =>
  coming.map(({ tenantId, sessionId, memberId, topicId }) => ({
    tenantId,
    userId: memberId,
    path: '',
    document: PREPARE,
    variables: {
      input: {
        sessionId,
        themes: [
          { topicId, response: 'ADVICE' },
          { topicId, response: 'LISTEN' },
        ],
        note: '先週の件の続きを話したいです。',
      },
    },
  }));

/** Members answer sessions just held. */
export const rateQuestions = (ratable: readonly Subject[]): Question[] =>
  ratable.map(({ tenantId, userId, sessionId }) => ({
    tenantId,
    userId,
    path: '',
    document: RATE,
    variables: { input: { sessionId, grade: 'CLEAR', use: 'COUNTERPART' } },
  }));
