import { z } from 'zod';
import type { Actor, Language } from '../../kernel/actor.ts';
import { database, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { id, parseInput, text } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';
import { canReviewHints, visibleHints } from './hint.policy.ts';
import { says } from './words.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'hints.shared': Record<never, string>;
    'hints.unshared': Record<never, string>;
    'hint.released': Record<never, string>;
    'hint.withheld': Record<never, string>;
  }
}

/** What sharing means, for who decides about it. */
export const MEANING: Readonly<Record<Language, string>> = {
  ja: '承認済みのヒントのうち、管理者が公開を認めたものだけが、同じ設定のほかの企業にも表示されます。会社名と投稿した方は伝わらず、時期は月までしか表示されません。同じトピックと対応について、2社以上・3名以上のヒントがそろうまで公開されません。いつでも取りやめられ、公開済みの写しも削除されます。共有している間は、ほかの企業のヒントも読めます。',
  en: 'Of your approved hints, those that an admin releases are also shown in other companies that share. Neither your company nor the author is named, and of the time only the month. Nothing is published until at least three people of two companies have hints for the same topic and response. You can stop at any time, which removes the published copies too. While you share, you also read the hints of others.',
};

/** Whether the tenant shares its hints, and since when; null where it does not. */
export const sharingOf = (actor: Actor) =>
  database(actor).hintSharing.findUnique({ where: { tenantId: actor.tenantId } });

const ShareHints = z.object({ share: z.boolean() });

/**
 * Begins or ends sharing hints with other tenants; what was approved before waits to be released. For admins. Throws
 * InvalidInput, FORBIDDEN.
 */
export async function shareHints(actor: Actor, input: z.input<typeof ShareHints>): Promise<{ shares: boolean }> {
  if (!canReviewHints(actor)) throw forbidden();
  const { share } = parseInput(actor, ShareHints, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    const where = { tenantId };
    if (share === ((await db.hintSharing.findUnique({ where })) !== null)) return { shares: share };
    if (share) await db.hintSharing.create({ data: { tenantId, since: now() } });
    else await db.hintSharing.deleteMany({ where });
    const approved = { tenantId, state: 'APPROVED' as const };
    await db.hint.updateMany({ where: approved, data: { poolState: share ? 'WAITING' : null, poolReason: null } });
    const type = share ? 'hints.shared' : 'hints.unshared';
    await record(db, { type, subject: { type: 'Tenant', id: tenantId }, ids: {}, actor });
    return { shares: share };
  });
}

const OneHint = z.object({ hintId: id('hin') });
const WithholdHint = z.object({ hintId: id('hin'), reason: text({ min: 1, max: 300, lines: true }) });

interface PoolVerdict {
  readonly poolState: 'RELEASED' | 'WITHHELD';
  readonly poolReason: string | null;
}

async function judge(actor: Actor, hintId: string, verdict: PoolVerdict): Promise<{ id: string }> {
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await db.$queryRaw`select 1 from hint where tenant_id = ${tenantId} and id = ${hintId} for no key update`;
    const hint = orNotFound(await db.hint.findFirst({ where: { id: hintId, AND: visibleHints(actor) } }));
    if (hint.state !== 'APPROVED' || hint.poolState === null) throw new NotNow(says.HINT_NOT_SHARED);
    if (hint.poolState === verdict.poolState && hint.poolReason === verdict.poolReason) return { id: hintId };
    await db.hint.updateMany({ where: { tenantId, id: hintId }, data: { ...verdict, reportedFor: [] } });
    const type = verdict.poolState === 'RELEASED' ? 'hint.released' : 'hint.withheld';
    await record(db, { type, subject: { type: 'Hint', id: hintId }, ids: {}, actor });
    return { id: hintId };
  });
}

/**
 * Lets an approved hint be published to other tenants; releasing again changes nothing. For admins. Throws NotNow
 * HINT_NOT_SHARED, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function releaseHint(actor: Actor, input: z.input<typeof OneHint>): Promise<{ id: string }> {
  if (!canReviewHints(actor)) throw forbidden();
  return judge(actor, parseInput(actor, OneHint, input).hintId, { poolState: 'RELEASED', poolReason: null });
}

/**
 * Keeps an approved hint within the tenant, with a reason that its author reads; a published copy is taken away. For admins.
 * Throws NotNow HINT_NOT_SHARED, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function withholdHint(actor: Actor, input: z.input<typeof WithholdHint>): Promise<{ id: string }> {
  if (!canReviewHints(actor)) throw forbidden();
  const { hintId, reason } = parseInput(actor, WithholdHint, input);
  return judge(actor, hintId, { poolState: 'WITHHELD', poolReason: reason });
}

retain('HintSharing', { says: 'Kept while the tenant shares its hints.' });
