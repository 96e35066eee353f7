import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { randomId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { LimitReached, NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { sealOwn, unsealOrNull } from '../../kernel/seal.ts';
import { after, dayOf, instantOf, now } from '../../kernel/time.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { mainCellOf } from '../sessions/main-theme.ts';
import { visibleSessions } from '../sessions/session.policy.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { dayAsDate, zoneOf } from '../tenancy/tenant-day.ts';
import { monthOf } from './hint-month.ts';
import { authorMark, canLeaveHint, ownHints } from './hint.policy.ts';
import { says } from './words.ts';

registerIds({ hin: 'Hint' });

declare module '../../kernel/events.ts' {
  interface Events {
    'hint.left': Record<never, string>;
    'hint.withdrawn': Record<never, string>;
  }
}

/** Most hints one person leaves in a day. */
const PER_DAY = 10;

/** The first moment of the day after a day, in a zone. */
const dayAfter = (day: Date, zone: string): Date =>
  instantOf(`${after(day, 1, 'days').toISOString().slice(0, 10)}T00:00:00`, zone);

const LeaveHint = z.object({
  sessionId: id('ses'),
  kind: z.enum(['WHAT_HELPED', 'WHAT_I_DID']),
  text: text({ min: 1, max: 300, lines: true }),
});

/**
 * Leaves a hint for the main theme of a session that is over; from the next day on (tenant's zone) it waits for review. The same words again on the same day are
 * the same hint. Throws NotNow, LimitReached, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function leaveHint(actor: Actor, input: z.input<typeof LeaveHint>): Promise<{ id: string }> {
  const given = parseInput(actor, LeaveHint, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const session = orNotFound(
      await db.session.findFirst({ where: { id: given.sessionId, AND: visibleSessions(actor) } }),
    );
    if (!isParticipant(actor, session)) throw forbidden();
    if (!canLeaveHint(actor, session, given.kind)) throw invalidAt(actor, 'kind', says.HINT_KIND);
    if (session.state !== 'ENDED') throw new NotNow(says.HINT_TOO_EARLY);
    const zone = await zoneOf(db, tenantId);
    const leftOn = dayAsDate(dayOf(now(), zone));
    const own = { tenantId, authorPseudonym: authorMark(actor), leftOn };
    const today = await db.hint.findMany({ where: own, select: { id: true, text: true, sealed: true } });
    for (const hint of today) if ((await hintText(actor, hint)) === given.text) return { id: hint.id };
    if (today.length >= PER_DAY) throw new LimitReached(PER_DAY, says.HINTS_PER_DAY);
    const cell = await mainCellOf(db, tenantId, session.id);
    const hintId = randomId('hin');
    // Under a key of the author's mark: one of their own would say whose it is.
    const sealed = await sealOwn(actor, hintPlace(hintId), given.text, own.authorPseudonym);
    const hint = { ...own, ...cell, id: hintId, kind: given.kind, sealed, language: actor.language };
    await db.hint.create({ data: { ...hint, leftMonth: monthOf(leftOn), reviewableAt: dayAfter(leftOn, zone) } });
    await record(db, { type: 'hint.left', subject: { type: 'Hint', id: hint.id }, ids: {}, actor, unsigned: true });
    return { id: hint.id };
  });
}

interface Words {
  readonly id: string;
  readonly text: string | null;
  readonly sealed: Uint8Array | null;
}

/** Where the words of a hint are sealed until they are approved. */
export const hintPlace = (hintId: string) => ({ table: 'Hint', row: hintId, column: 'sealed' });

/** The words of a hint: only sealed until they are approved. For whoever may see the hint. */
export const hintText = async (actor: Actor, { id: hintId, text: words, sealed }: Words): Promise<string> =>
  words ?? (await unsealOrNull(actor, hintPlace(hintId), sealed)) ?? '';

const WithdrawHint = z.object({ hintId: id('hin') });

/** Takes one's own hint away for good. Throws InvalidInput, NOT_FOUND for somebody else's. */
export async function withdrawHint(actor: Actor, input: z.input<typeof WithdrawHint>): Promise<{ id: string }> {
  const { hintId } = parseInput(actor, WithdrawHint, input);
  return transact(actor, async (db) => {
    orNotFound(await db.hint.findFirst({ where: { id: hintId, AND: ownHints(actor) }, select: { id: true } }));
    await db.hint.deleteMany({ where: { tenantId: actor.tenantId, id: hintId } });
    await record(db, { type: 'hint.withdrawn', subject: { type: 'Hint', id: hintId }, ids: {}, actor, unsigned: true });
    return { id: hintId };
  });
}

retain('Hint', { says: 'Kept until its author withdraws it or an admin removes it.' });
