import { hmac, type TenantKeys, tenantKeys } from '../../packages/schema/src/kernel/seal.ts';
import { appending } from '../../packages/schema/src/modules/transcripts/append-batch.ts';
import type { Append } from '../../packages/schema/src/modules/transcripts/append-call.ts';
import { wordsPlace, wordsText } from '../../packages/schema/src/modules/transcripts/segment-words.ts';
import type { Talk } from './talks.ts';

const SENTENCE = '今日はありがとう。'.repeat(6);
let names = 0;

/** A call with one segment as the product seals it; who may write was asked when the talk was made. */
function callFor({ tenantId, session: sessionId, grantId, ann }: Talk, keys: TenantKeys): Append {
  const clientId = `s${(names += 1)}`;
  const words = keys.seal(wordsPlace(sessionId, clientId, 0), wordsText({ text: SENTENCE, label: null }));
  const segment = { clientId, speaker: 'MEMBER' as const, startMs: 0, endMs: 1_000, language: null, words };
  const segments = [{ ...segment, fingerprint: hmac('segment', clientId) }];
  return { tenantId, sessionId, grantId, userId: ann.userId, segments };
}

/** Says one sentence in each of the talks, in one batch of the product. */
export async function sayIn(talks: readonly Talk[]): Promise<void> {
  const calls = await Promise.all(talks.map(async (talk) => callFor(talk, await tenantKeys(talk.tenantId))));
  const outcomes = await Promise.all(calls.map((call) => appending.run(call)));
  for (const outcome of outcomes) if ('problem' in outcome) throw outcome.problem;
}
