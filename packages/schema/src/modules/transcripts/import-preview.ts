import { z } from 'zod';
import type { Speaker } from '../../generated/prisma/enums.ts';
import type { Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database, type Db, read } from '../../kernel/database.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { forbidden, notFound } from '../../kernel/refusals.ts';
import { acceptUploads, MAX_UPLOAD } from '../../kernel/upload-purposes.ts';
import { peekUpload } from '../../kernel/uploads.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { findSession } from '../sessions/session-change.ts';
import { type CaptionPlan, planCaptions } from './caption-plan.ts';
import type { Cue } from './captions/caption.ts';
import { guessSpeaker, type TwoNames } from './speaker-guess.ts';
import { says } from './words.ts';

/** What files of captions are sent for. */
export const TRANSCRIPT_FILE = 'TRANSCRIPT';

acceptUploads(TRANSCRIPT_FILE, {
  description: 'Captions of a talk, WebVTT or SubRip, for `importTranscript`; needs transcripts:write.',
  scope: 'transcripts:write',
  may: ({ kind }) => kind === 'person',
  maxBytes: MAX_UPLOAD,
});

/** A name that a file gives, null for those it does not name. */
export interface FoundSpeaker {
  readonly label: string | null;
  /** How many cues bear it. */
  readonly cues: number;
  /** The longest thing they say among the first, to recognise them by. */
  readonly sample: string;
  readonly guess: Speaker;
}

/** What an import would take over. */
export interface ImportPreview extends CaptionPlan {
  readonly speakers: readonly FoundSpeaker[];
}

const SAMPLE_OF = 5;
const SAMPLE_LENGTH = 200;

/** The names in the order they first speak. */
export function foundSpeakers({ cues }: CaptionPlan, names: TwoNames): FoundSpeaker[] {
  const byLabel = new Map<string | null, Cue[]>();
  for (const cue of cues) {
    const own = byLabel.get(cue.speaker);
    if (own) own.push(cue);
    else byLabel.set(cue.speaker, [cue]);
  }
  return [...byLabel].map(([label, own]) => {
    const first = own.slice(0, SAMPLE_OF).map(({ text }) => text);
    const sample = first.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
    return { label, cues: own.length, sample: sample.slice(0, SAMPLE_LENGTH), guess: guessSpeaker(label, names) };
  });
}

async function namesOf(db: Db, { tenantId, memberId, counterpartId }: Session): Promise<TwoNames> {
  const people = await db.user.findMany({ where: { tenantId, id: { in: [memberId, counterpartId] } } });
  const [member, counterpart] = [memberId, counterpartId].map((userId) => people.find((one) => one.id === userId));
  if (!member || !counterpart) throw notFound();
  return { MEMBER: member, COUNTERPART: counterpart };
}

/** What a file says, where it can be read and says anything. Throws InvalidInput otherwise. */
export function demandPlan(actor: Actor, content: Uint8Array): CaptionPlan {
  const plan = planCaptions(content);
  const reason = plan === null ? says.CAPTIONS_NO_TEXT : plan.cues.length === 0 ? says.CAPTIONS_EMPTY : null;
  if (plan === null || reason) {
    const message = (reason ?? says.CAPTIONS_NO_TEXT).says[actor.language];
    throw new InvalidInput([{ path: 'uploadId', message }]);
  }
  return plan;
}

const Preview = z.object({ sessionId: id('ses'), uploadId: id('upl') });

/**
 * What an import of a file into a talk would take over, and what not; changes nothing. For its sender, where they are one of
 * the two. Throws InvalidInput, NotNow UPLOAD_NOT_RECEIVED, FORBIDDEN, NOT_FOUND.
 */
export async function previewImport(actor: Actor, input: z.input<typeof Preview>): Promise<ImportPreview> {
  const { sessionId, uploadId } = parseInput(actor, Preview, input);
  const names = await read(actor, async () => {
    const session = await findSession(database(actor), actor, sessionId);
    if (!isParticipant(actor, session)) throw forbidden();
    return namesOf(database(actor), session);
  });
  const { content } = await peekUpload(actor, uploadId, TRANSCRIPT_FILE);
  const plan = demandPlan(actor, content);
  return { ...plan, speakers: foundSpeakers(plan, names) };
}
