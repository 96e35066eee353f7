import type { z } from 'zod';
import type { Speaker, TranscriptState } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { freshActor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { NotNow } from '../../kernel/problems.ts';
import { appendSegments, type Segment } from './append.ts';
import { SegmentsRefused } from './append-problems.ts';
import { sendTranscriptDraft } from './draft.ts';
import { visibleTranscripts } from './transcript.policy.ts';

/** What a source has heard: up to 50 segments that were said, or words that may still change. */
export type Heard =
  | { readonly kind: 'SAID'; readonly segments: readonly z.input<typeof Segment>[] }
  | { readonly kind: 'DRAFT'; readonly speaker: Speaker; readonly text: string };

/**
 * Where words come from: a script, a file, a microphone with its engine. What it hears is taken in by `takeIn` whatever it is;
 * a server of somebody else does the same from outside, by `appendSegments` and `sendTranscriptDraft`.
 */
export interface TranscriptSource {
  /** The instant from which it counts milliseconds. */
  readonly startedAt: Date;
  /** Everything it hears, oldest first, until it has heard all or is told to stop. */
  listen(signal: AbortSignal): AsyncIterable<Heard>;
}

/** How a recording stands for what comes from a source. */
export interface OpenGrant {
  readonly state: TranscriptState;
  /** Null while nothing is recorded. */
  readonly grant: { readonly id: string; readonly startedAt: Date } | null;
}

/** The grant that is open in a talk, for one of the two; OFF for everybody else. */
export const openGrantIn = (actor: Actor, sessionId: string): Promise<OpenGrant> =>
  read(actor, async () => {
    const db = database(actor);
    const where = { AND: visibleTranscripts(actor), sessionId };
    const transcript = await db.transcript.findFirst({ where, select: { state: true, grantId: true } });
    const id = transcript?.grantId;
    const grant = id ? await db.captureGrant.findFirst({ where: { id, sessionId, endedAt: null } }) : null;
    return { state: transcript?.state ?? 'OFF', grant };
  });

interface Into {
  readonly sessionId: string;
  readonly signal: AbortSignal;
}

/**
 * Takes in what a source hears for as long as a talk is recorded, on behalf of one of the two: during a pause it is heard by
 * nobody, and once the recording has ended or consent was taken back the source is left. Throws what `appendSegments` throws
 * for any other reason.
 */
export async function takeIn(actor: Actor, source: TranscriptSource, { sessionId, signal }: Into): Promise<void> {
  for await (const heard of source.listen(signal)) {
    const { state, grant } = await openGrantIn(freshActor(actor), sessionId);
    if (state !== 'RECORDING' && state !== 'PAUSED') return;
    if (grant) await takeOne(actor, { sessionId, grant, heard, startedAt: source.startedAt });
  }
}

interface One {
  readonly sessionId: string;
  readonly grant: { readonly id: string; readonly startedAt: Date };
  readonly heard: Heard;
  readonly startedAt: Date;
}

async function takeOne(actor: Actor, { sessionId, grant, heard, startedAt }: One): Promise<void> {
  const of = { sessionId, grantId: grant.id };
  const offset = startedAt.getTime() - grant.startedAt.getTime();
  const at = (ms: number): number => Math.max(0, Math.round(ms + offset));
  try {
    if (heard.kind === 'DRAFT') {
      await sendTranscriptDraft(freshActor(actor), { ...of, speaker: heard.speaker, text: heard.text });
      return;
    }
    const segments = heard.segments.map((one) => ({ ...one, startMs: at(one.startMs), endMs: at(one.endMs) }));
    await appendSegments(freshActor(actor), { ...of, segments });
  } catch (error) {
    // The recording ended between the look and the writing: the next look finds that out.
    if (!(error instanceof SegmentsRefused) && !(error instanceof NotNow)) throw error;
  }
}
