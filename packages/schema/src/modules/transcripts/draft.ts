import { z } from 'zod';
import type { Speaker } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { signal, type SignalIds } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { findGrant } from './append.ts';
import { draftPlace } from './segment-words.ts';
import { says } from './words.ts';

/** Most characters of a draft; what is longer has to become segments. */
export const DRAFT_LENGTH = 500;
/** Drafts of one talk and writer in a second; more are dropped. */
const PER_SECOND = 4;
/** Bytes that one notification of PostgreSQL may have, with room for what is around the text. */
const MOST_BYTES = 7_000;

/** The topic on which drafts travel: sealed, stored nowhere. */
export const draftTopic = (tenantId: string, sessionId: string): string => `draft:${tenantId}:${sessionId}`;

const SendDraft = z.object({
  sessionId: id('ses'),
  grantId: id('cap'),
  speaker: z.enum(['MEMBER', 'COUNTERPART', 'OTHER']),
  text: text({ max: DRAFT_LENGTH, lines: true }),
});

/** A draft on its way. */
export interface SealedDraft extends SignalIds {
  readonly speaker: Speaker;
  /** Sealed, in base64; empty where nothing is being said any more. */
  readonly sealed: string;
}

const sent = new Map<string, { second: number; count: number }>();

/** Whether one more draft of this writer is within the limit of the present second. */
function admits(writer: string): boolean {
  const second = Math.floor(now().getTime() / 1_000);
  const counted = sent.get(writer);
  if (counted?.second !== second) {
    // Who has stopped talking is forgotten.
    if (sent.size > 10_000) sent.clear();
    sent.set(writer, { second, count: 1 });
    return true;
  }
  counted.count += 1;
  return counted.count <= PER_SECOND;
}

/** Whether a draft was sent on. */
export interface DraftSent {
  readonly isSent: boolean;
}

/**
 * Sends what a speech engine thinks it hears to who watches now; the next one takes its place, an empty one takes it away.
 * Best effort: nothing is kept, and more than four in a second are dropped. Throws NotNow, InvalidInput, NOT_FOUND.
 */
export async function sendTranscriptDraft(actor: Actor, input: z.input<typeof SendDraft>): Promise<DraftSent> {
  const { sessionId, grantId, speaker, text: words } = parseInput(actor, SendDraft, input);
  const { tenantId, userId, credentialId } = actor;
  const grant = await findGrant(actor, { sessionId, grantId });
  if (grant.endedAt || grant.withdrawnAt) throw new NotNow(says.NOT_RECORDING);
  if (!admits(`${tenantId}/${sessionId}/${userId || credentialId}`)) return { isSent: false };
  const keys = await tenantKeys(actor);
  const sealed = words && Buffer.from(keys.seal(draftPlace(sessionId), words)).toString('base64');
  if (sealed.length > MOST_BYTES) return { isSent: false };
  const draft: SealedDraft = { speaker, sealed };
  await transact(actor, (db) => signal(db, draftTopic(tenantId, sessionId), draft));
  return { isSent: true };
}
