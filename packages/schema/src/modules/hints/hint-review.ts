import { z } from 'zod';
import type { Hint } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { hintText } from './hint.ts';
import { canReviewHints, visibleHints } from './hint.policy.ts';
import { says } from './words.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'hint.approved': Record<never, string>;
    'hint.rejected': Record<never, string>;
    'hint.reviewUndone': Record<never, string>;
  }
}

/** How many minutes a review can be taken back. */
const UNDO_MINUTES = 5;

interface Verdict {
  readonly state: 'APPROVED' | 'REJECTED';
  readonly reason: string | null;
}

async function lockHint(db: Db, actor: Actor, hintId: string): Promise<Hint> {
  const { tenantId } = actor;
  await db.$queryRaw`select 1 from hint where tenant_id = ${tenantId} and id = ${hintId} for no key update`;
  return orNotFound(await db.hint.findFirst({ where: { id: hintId, AND: visibleHints(actor) } }));
}

async function review(actor: Actor, hintId: string, { state, reason }: Verdict): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    const { tenantId } = actor;
    const hint = await lockHint(db, actor, hintId);
    if (hint.state === state && hint.reason === reason) return { id: hintId };
    if (hint.state !== 'PENDING') throw new NotNow(says.HINT_REVIEWED);
    const shares = state === 'APPROVED' && (await db.hintSharing.findUnique({ where: { tenantId } })) !== null;
    const poolState = shares ? ('WAITING' as const) : null;
    const reviewed = { reviewedById: actor.userId, reviewedAt: now() };
    const reports = { reportedFor: [], reportedBefore: hint.reportedFor };
    // What everybody may read need not be sealed; what nobody was shown stays so.
    const words = state === 'APPROVED' ? { text: orNotFound((await hintText(actor, hint)) || null) } : {};
    const data = { state, reason, poolState, ...reviewed, ...reports, ...words };
    await db.hint.updateMany({ where: { tenantId, id: hintId }, data });
    const type = state === 'APPROVED' ? 'hint.approved' : 'hint.rejected';
    await record(db, { type, subject: { type: 'Hint', id: hintId }, ids: {}, actor });
    return { id: hintId };
  });
}

const OneHint = z.object({ hintId: id('hin') });

/** Shows a hint to everybody of the tenant, and puts it before those who release hints where the tenant shares; approving again changes nothing. For admins. Throws NotNow, FORBIDDEN, NOT_FOUND. */
export async function approveHint(actor: Actor, input: z.input<typeof OneHint>): Promise<{ id: string }> {
  if (!canReviewHints(actor)) throw forbidden();
  return review(actor, parseInput(actor, OneHint, input).hintId, { state: 'APPROVED', reason: null });
}

const RejectHint = z.object({ hintId: id('hin'), reason: text({ min: 1, max: 300, lines: true }) });

/** Turns a hint down with a reason that its author reads. For admins. Throws NotNow, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function rejectHint(actor: Actor, input: z.input<typeof RejectHint>): Promise<{ id: string }> {
  if (!canReviewHints(actor)) throw forbidden();
  const { hintId, reason } = parseInput(actor, RejectHint, input);
  return review(actor, hintId, { state: 'REJECTED', reason });
}

/** Whether the actor has reviewed the hint just now, and nothing was decided on that since. */
function isUndoable({ userId }: Actor, { reviewedById, reviewedAt, poolState }: Hint): boolean {
  if (reviewedById !== userId || !reviewedAt || after(reviewedAt, UNDO_MINUTES, 'minutes') <= now()) return false;
  return poolState === null || poolState === 'WAITING';
}

/**
 * Takes back one's own approval or rejection within five minutes: the hint waits for review as it did before, with what it
 * was reported for; one that was never shown is only sealed again. Doing so again changes nothing. For admins. Throws NotNow
 * HINT_REVIEW_STANDS where it is too late, somebody else's, or released or withheld since; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function undoHintReview(actor: Actor, input: z.input<typeof OneHint>): Promise<{ id: string }> {
  if (!canReviewHints(actor)) throw forbidden();
  const { hintId } = parseInput(actor, OneHint, input);
  return transact(actor, async (db) => {
    const hint = await lockHint(db, actor, hintId);
    if (hint.state === 'PENDING') return { id: hintId };
    if (!isUndoable(actor, hint)) throw new NotNow(says.HINT_REVIEW_STANDS);
    const wasShown = hint.reportedBefore.length > 0 || hint.sealed === null;
    const reports = { reportedFor: hint.reportedBefore, reportedBefore: [] };
    const nobody = { reviewedById: null, reviewedAt: null };
    const data = { state: 'PENDING', reason: null, poolState: null, ...reports, ...nobody } as const;
    await db.hint.updateMany({
      where: { tenantId: actor.tenantId, id: hintId },
      data: wasShown ? data : { ...data, text: null },
    });
    await record(db, { type: 'hint.reviewUndone', subject: { type: 'Hint', id: hintId }, ids: {}, actor });
    return { id: hintId };
  });
}
