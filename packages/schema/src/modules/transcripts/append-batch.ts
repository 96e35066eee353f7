import { asSystem, type Database } from '../../kernel/database.ts';
import type { Problem } from '../../kernel/problems.ts';
import { SelfClockedBatch } from '../../kernel/self-clocked.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { type Append, type Numbered, sessionKey } from './append-call.ts';
import { type KnownSegment, obstacleTo } from './append-decision.ts';
import { SegmentsRefused } from './append-problems.ts';
import { grantsOf, knownOf, lockCounters, writeSegments } from './append-write.ts';
import { says } from './words.ts';

/** A segment that is kept, and its place in the transcript. */
export interface Kept {
  readonly clientId: string;
  readonly seq: number;
}

/** What became of a call: everything is kept, or nothing. */
export type Appended = { readonly kept: readonly Kept[] } | { readonly problem: Problem };

interface Sessions {
  readonly lastSeq: Map<string, number>;
  readonly known: ReadonlyMap<string, Map<string, KnownSegment>>;
  readonly written: Numbered[];
}

/** Numbers the segments of a call that are not kept yet, behind those before it in the batch. */
function number(append: Append, startedAt: Date, { lastSeq, known, written }: Sessions): Kept[] {
  const key = sessionKey(append);
  const names = known.get(key) ?? new Map<string, KnownSegment>();
  const firstSeq = (lastSeq.get(key) ?? 0) + 1;
  const segments = append.segments.filter(({ clientId }) => !names.has(clientId));
  segments.forEach(({ clientId, fingerprint }, place) => names.set(clientId, { seq: firstSeq + place, fingerprint }));
  lastSeq.set(key, firstSeq + segments.length - 1);
  if (segments.length > 0) written.push({ append, segments, firstSeq, startedAt });
  return append.segments.map(({ clientId }) => ({ clientId, seq: names.get(clientId)?.seq ?? 0 }));
}

async function appendAll(db: SystemDb<'appendTranscripts'>, appends: readonly Append[]): Promise<Appended[]> {
  const lastSeq = await lockCounters(db, appends);
  // Only now: what was withdrawn or written before the lock was got has to be seen.
  const [grants, known] = await Promise.all([grantsOf(db, appends), knownOf(db, appends)]);
  const written: Numbered[] = [];
  const outcomes = appends.map((append): Appended => {
    const grant = grants.get(`${sessionKey(append)}/${append.grantId}`);
    const names = known.get(sessionKey(append));
    // Deleted for good between the question who writes and the writing.
    if (!grant || !names || !lastSeq.has(sessionKey(append)))
      return {
        problem: new SegmentsRefused(
          says.CAPTURE_OVER,
          append.segments.map(({ clientId }) => clientId),
        ),
      };
    const problem = obstacleTo(grant, append.segments, names);
    return problem ? { problem } : { kept: number(append, grant.startedAt, { lastSeq, known, written }) };
  });
  if (written.length > 0) await writeSegments(db, written);
  return outcomes;
}

/**
 * A batch of its own over a database: the counters of the sessions are locked in one order, so that several processes may
 * write to the same talks; every outcome is told after the commit.
 */
export const appendingTo = (system: Pick<Database, 'asSystem'>): SelfClockedBatch<Append, Appended> =>
  new SelfClockedBatch<Append, Appended>(
    (appends) => system.asSystem('appendTranscripts', (db) => appendAll(db, appends)),
    { together: 200, waiting: 2_000 },
  );

/** That of this process: takes all calls in together. */
export const appending = appendingTo({ asSystem });
