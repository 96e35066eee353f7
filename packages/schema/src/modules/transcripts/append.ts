import { z } from 'zod';
import type { CaptureGrant } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database, read, stepAside } from '../../kernel/database.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { hmac } from '../../kernel/keyring.ts';
import { appending, type Kept } from './append-batch.ts';
import type { Append } from './append-call.ts';
import type { NewSegment } from './append-decision.ts';
import { wordsPlace } from './segment-words.ts';
import { type SpeakerKeys, speakerKeys } from './speaker-keys.ts';
import { writableGrants } from './transcript.policy.ts';
import { says } from './words.ts';

/** Most segments in one call. */
export const MOST_SEGMENTS = 50;
/** Most characters in one segment. */
export const SEGMENT_LENGTH = 4_000;
/** Milliseconds after the start of a grant that a segment can lie at most. */
export const LONGEST_TALK_MS = 24 * 3_600_000;

const ms = () => z.int().min(0).max(LONGEST_TALK_MS);

/** What a segment has to be. */
export const Segment = z
  .object({
    clientId: z.string().regex(/^[\x21-\x7e]{1,100}$/),
    speaker: z.enum(['MEMBER', 'COUNTERPART', 'OTHER']),
    speakerLabel: text({ max: 100 }).nullish(),
    startMs: ms(),
    endMs: ms(),
    text: text({ min: 1, max: SEGMENT_LENGTH, lines: true }),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,8}(-[A-Za-z\d]{1,8})*$/)
      .max(35)
      .nullish(),
  })
  .refine(({ startMs, endMs }) => startMs <= endMs, { path: ['endMs'], params: { reason: says.ENDS_BEFORE_START } });

const AppendSegments = z.object({
  sessionId: id('ses'),
  grantId: id('cap'),
  segments: z
    .array(Segment)
    .min(1)
    .max(MOST_SEGMENTS)
    .refine((segments) => new Set(segments.map(({ clientId }) => clientId)).size === segments.length, {
      params: { reason: says.SENT_TWICE },
    }),
});

/** The grant, where the actor may write into it; asked as the actor, behind the wall. Throws NOT_FOUND. */
export const findGrant = (actor: Actor, of: { sessionId: string; grantId: string }): Promise<CaptureGrant> =>
  read(actor, async () =>
    orNotFound(
      await database(actor).captureGrant.findFirst({
        where: { AND: writableGrants(actor), id: of.grantId, sessionId: of.sessionId },
      }),
    ),
  );

interface Of {
  readonly sessionId: string;
  readonly grantId: string;
}

function sealed(keys: SpeakerKeys, { sessionId, grantId }: Of, given: z.output<typeof Segment>): NewSegment {
  const { clientId, speaker, startMs, endMs, text: words, speakerLabel: label = null, language = null } = given;
  const body = JSON.stringify([sessionId, grantId, clientId, speaker, label, startMs, endMs, words, language]);
  return {
    clientId,
    speaker,
    startMs,
    endMs,
    language,
    words: keys.seal(wordsPlace(sessionId, clientId, 0), speaker, { text: words, label }),
    fingerprint: hmac('segment', body),
  };
}

/** What `appendSegments` answers: every segment of the call with its number, in the order of the call. */
export interface AppendedSegments {
  readonly segments: readonly Kept[];
}

/** The call as it may be written: its writer was asked for behind the wall, its words are sealed. Throws InvalidInput, NOT_FOUND. */
export async function admittedAppend(actor: Actor, input: z.input<typeof AppendSegments>): Promise<Append> {
  const { sessionId, grantId, segments } = parseInput(actor, AppendSegments, input);
  const grant = await findGrant(actor, { sessionId, grantId });
  const keys = await speakerKeys(
    actor,
    grant,
    segments.map(({ speaker }) => speaker),
  );
  return {
    tenantId: actor.tenantId,
    sessionId,
    grantId,
    userId: actor.userId || null,
    segments: segments.map((segment) => sealed(keys, { sessionId, grantId }, segment)),
  };
}

/**
 * Takes segments of a live talk in, all of them or none, and answers after they are kept. A segment that came before is not
 * written again and has the number it got then. For the two, and for a server on behalf of a grant. Throws SegmentsRefused,
 * SegmentConflict, InvalidInput, NOT_FOUND, BUSY.
 */
export async function appendSegments(actor: Actor, input: z.input<typeof AppendSegments>): Promise<AppendedSegments> {
  const admitted = await admittedAppend(actor, input);
  const outcome = await stepAside(actor, () => appending.run(admitted));
  if ('problem' in outcome) throw outcome.problem;
  return { segments: outcome.kept };
}
