import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Append } from '../../packages/schema/src/modules/transcripts/append-call.ts';
import { appending } from '../../packages/schema/src/modules/transcripts/append-batch.ts';
import { admittedAppend, appendSegments } from '../../packages/schema/src/modules/transcripts/append.ts';
import { said } from '../../packages/schema/src/testing/transcripts.ts';
import type { Talk } from './talks.ts';

/** Rows of one statement at the limit: as many as a batch holds when so many calls wait. */
const ROWS = 1_600;
const SEGMENTS_OF_A_CALL = 50;
/** Calls at the same time. */
const AT_ONCE = 32;

const COLUMNS =
  'tenant_id, session_id, seq, member_id, counterpart_id, kind, written_at, client_id, grant_id, speaker, starts_at, ends_at, words, fingerprint';
const INSERT = `insert into append_limit (${COLUMNS})
  select $1, $2, seq, $3, $4, 'SEGMENT', now(), client, $5, 'MEMBER', now(), now(), words, fingerprint
  from unnest($6::int[], $7::text[], $8::bytea[], $9::bytea[]) as given (seq, client, words, fingerprint)`;

/** Rows a second in one round: of the limit, of the batch, and of whole calls with checking and sealing. */
export interface Paces {
  readonly limit: number;
  readonly batch: number;
  readonly whole: number;
}

let saidSoFar = 0;
const callFor = ({ session: sessionId, grantId }: Talk) => ({
  sessionId,
  grantId,
  segments: Array.from({ length: SEGMENTS_OF_A_CALL }, () =>
    said(`c${(saidSoFar += 1)}`, '今日はありがとう。'.repeat(6)),
  ),
});

/** Anything that happens `times` times, so many at once. */
export async function together(times: number, atOnce: number, work: (turn: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < times) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** What each statement at the limit writes, made before its time is taken as the calls are. */
function batchesAtLimit({ tenantId, session, ann, bob, grantId }: Talk, rows: number, from: number): unknown[][] {
  const batch = (begin: number): unknown[] => {
    const seqs = Array.from({ length: Math.min(rows - begin, ROWS) }, (_, place) => from + begin + place);
    const sealed = seqs.map(() => randomBytes(190));
    const names = seqs.map((seq) => `l${seq}`);
    const prints = sealed.map((one) => one.subarray(0, 32));
    return [tenantId, session, ann.userId, bob.userId, grantId, seqs, names, sealed, prints];
  };
  return Array.from({ length: Math.ceil(rows / ROWS) }, (_, place) => batch(place * ROWS));
}

async function writeAtLimit(admin: pg.Client, batches: readonly unknown[][]): Promise<void> {
  for (const values of batches) await admin.query({ name: 'limit', text: INSERT, values });
}

/** One round after the other, the three in turn; the first one only warms up and is left out. */
export async function measureAppend(admin: pg.Client, talks: readonly Talk[], rounds: number, calls: number) {
  await admin.query('create table append_limit (like transcript_entry including all)');
  const talkAt = (turn: number): Talk => talks[turn % talks.length] as Talk;
  const segments = calls * SEGMENTS_OF_A_CALL;
  const paceOf = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (segments * 1_000) / (performance.now() - began);
  };
  const paces: Paces[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const admitted: Append[] = [];
    for (let turn = 0; turn < calls; turn += 1)
      admitted.push(await admittedAppend({ ...talkAt(turn).ann }, callFor(talkAt(turn))));
    const batches = batchesAtLimit(talkAt(0), segments, round * segments + 1);
    const limit = await paceOf(() => writeAtLimit(admin, batches));
    const batch = await paceOf(() => together(calls, AT_ONCE, (turn) => appending.run(admitted[turn] as Append)));
    const whole = await paceOf(() =>
      together(calls, AT_ONCE, (turn) => appendSegments({ ...talkAt(turn).ann }, callFor(talkAt(turn)))),
    );
    if (round > 0) paces.push({ limit, batch, whole });
  }
  return paces;
}
