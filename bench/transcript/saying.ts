import type pg from 'pg';
import { jobActor } from '../../packages/schema/src/kernel/actor.ts';
import { hmac } from '../../packages/schema/src/kernel/keyring.ts';
import { appending } from '../../packages/schema/src/modules/transcripts/append-batch.ts';
import type { Append } from '../../packages/schema/src/modules/transcripts/append-call.ts';
import { wordsPlace } from '../../packages/schema/src/modules/transcripts/segment-words.ts';
import { type SpeakerKeys, speakerKeys } from '../../packages/schema/src/modules/transcripts/speaker-keys.ts';
import type { Talk } from './talks.ts';

const SENTENCE = '今日はありがとう。'.repeat(6);
let names = 0;

/** A call with one segment as the product seals it; who may write was asked when the talk was made. */
function callFor({ tenantId, session: sessionId, grantId, ann }: Talk, keys: SpeakerKeys): Append {
  const clientId = `s${(names += 1)}`;
  const words = keys.seal(wordsPlace(sessionId, clientId, 0), 'MEMBER', { text: SENTENCE, label: null });
  const segment = { clientId, speaker: 'MEMBER' as const, startMs: 0, endMs: 1_000, language: null, words };
  const segments = [{ ...segment, fingerprint: hmac('segment', clientId) }];
  return { tenantId, sessionId, grantId, userId: ann.userId, segments };
}

/** The number of the newest entry of each talk; whoever says something moves it on. */
const newest = new Map<Talk, number>();

/** Learns how far the talks are; to be asked for before anything is said in them here. */
export async function lookUp(admin: pg.Client, talks: readonly Talk[]): Promise<void> {
  const sessions = talks.map(({ session }) => session);
  const text = 'select session_id as session, last_seq as seq from transcript where session_id = any($1)';
  const { rows } = await admin.query<{ session: string; seq: number }>(text, [sessions]);
  const seqs = new Map(rows.map(({ session, seq }) => [session, seq]));
  for (const talk of talks) newest.set(talk, seqs.get(talk.session) ?? 0);
}

/** The number of the newest entry of a talk. */
export const newestOf = (talk: Talk): number => newest.get(talk) ?? 0;

const keysOf = ({ tenantId, ann, bob }: Talk): Promise<SpeakerKeys> =>
  speakerKeys(jobActor(tenantId, 'bench'), { memberId: ann.userId, counterpartId: bob.userId }, ['MEMBER']);

/** Says one sentence in each of the talks, in one batch of the product; tells beforehand which number each gets. */
export async function sayIn(
  talks: readonly Talk[],
  onSay: (talk: Talk, seq: number) => void = () => {},
): Promise<void> {
  const calls: Append[] = [];
  for (const talk of talks) calls.push(callFor(talk, await keysOf(talk)));
  const seqs = talks.map((talk) => {
    const seq = newestOf(talk) + 1;
    newest.set(talk, seq);
    onSay(talk, seq);
    return seq;
  });
  const outcomes = await Promise.all(calls.map((call) => appending.run(call)));
  for (const [at, outcome] of outcomes.entries()) {
    if ('problem' in outcome) throw outcome.problem;
    if (outcome.kept[0]?.seq !== seqs[at]) throw new Error('Somebody else said something in this talk.');
  }
}
