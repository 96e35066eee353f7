import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { findSession } from './session-change.ts';

registerIds({ pre: 'Presence' });

/** For how many seconds a page counts as open without saying so again. */
export const PRESENCE_SECONDS = 45;

const until = (): Date => after(now(), PRESENCE_SECONDS, 'seconds');

async function writePage(db: Db, actor: Actor, sessionId: string, pageId: string): Promise<void> {
  const { tenantId, userId } = actor;
  const { memberId, counterpartId } = await findSession(db, actor, sessionId);
  if (!isParticipant(actor, { memberId, counterpartId })) throw forbidden();
  const row = { tenantId, id: pageId, sessionId, memberId, counterpartId, userId };
  await db.presence.create({ data: { ...row, until: until() } });
  await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
}

/** Notes that a page of one of the two has the session open, and answers the page's id. Throws FORBIDDEN, NOT_FOUND. */
export async function enterSession(actor: Actor, sessionId: string): Promise<string> {
  const pageId = newId('pre');
  await transact(actor, (db) => writePage(db, actor, sessionId, pageId));
  return pageId;
}

/** Says that a page is still open, also one that was cleared away; clears away pages that have gone without a word. */
export async function stayInSession(actor: Actor, sessionId: string, pageId: string): Promise<void> {
  const { tenantId } = actor;
  await transact(actor, async (db) => {
    const kept = await db.presence.updateMany({ where: { tenantId, id: pageId }, data: { until: until() } });
    if (kept.count === 0) await writePage(db, actor, sessionId, pageId);
    const gone = await db.presence.deleteMany({ where: { tenantId, sessionId, until: { lt: now() } } });
    if (gone.count > 0) await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
  });
}

/** Notes that a page was closed. */
export async function leaveSession(actor: Actor, sessionId: string, pageId: string): Promise<void> {
  const { tenantId } = actor;
  await transact(actor, async (db) => {
    await db.presence.deleteMany({ where: { tenantId, id: pageId } });
    await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
  });
}

/** Who of those with an open page is there now, each once, in the order they came. */
export function present<User extends { readonly id: string }>(
  pages: readonly { readonly until: Date; readonly user: User }[],
): User[] {
  const here = pages.filter((page) => page.until > now()).map(({ user }) => user);
  return here.filter((user, at) => here.findIndex(({ id }) => id === user.id) === at);
}
