import { isDeepStrictEqual } from 'node:util';
import { Connection } from './connection.ts';
import { type Question, requestsFor } from './requests.ts';
import type { Asked } from './rounds.ts';
import type { Issuer } from './subjects.ts';

async function answerOf(
  { contender, manner }: Asked,
  question: Question,
  issuer: Issuer,
): Promise<{ data: unknown; bytes: number }> {
  const connection = new Connection(contender.port);
  const [request = Buffer.alloc(0)] = await requestsFor([question], manner, issuer);
  const { status, body } = await connection.send(request);
  connection.end();
  const text = body.toString('utf8');
  if (status !== 200) throw new Error(`${contender.name} answered ${status}: ${text.slice(0, 500)}`);
  return { data: (JSON.parse(text) as { data: unknown }).data, bytes: body.length };
}

/** Throws unless all contenders answer a question with the same data; gives the bytes of the first one's answer. */
export async function demandSameAnswer(asked: readonly Asked[], question: Question, issuer: Issuer): Promise<number> {
  const [first, ...others] = await Promise.all(asked.map((one) => answerOf(one, question, issuer)));
  for (const [place, other] of others.entries())
    if (!isDeepStrictEqual(other.data, first?.data)) {
      const names = [asked[0], asked[place + 1]].map((one) => one?.contender.name).join(' and ');
      const shown = [first?.data, other.data].map((data) => JSON.stringify(data).slice(0, 700)).join('\n');
      throw new Error(`${names} answer ${question.path} differently:\n${shown}`);
    }
  return first?.bytes ?? 0;
}
