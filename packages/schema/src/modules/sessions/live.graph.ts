import { type Actor, freshActor } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import type { Feed } from '../../kernel/feed.ts';
import { loadNode } from '../../kernel/guarded.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { sessionTopic, type SignalIds, userTopic, watch } from '../../kernel/signals.ts';
import { subscriptionField } from '../../kernel/subscription.graph.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { UserRef } from '../tenancy/user.graph.ts';
import { ViewerRef } from '../tenancy/viewer.graph.ts';
import { enterSession, leaveSession, present, PRESENCE_SECONDS, stayInSession } from './presence.ts';
import { findSession, sessionTimesTopic } from './session-change.ts';
import { SessionRef } from './session.graph.ts';

/** The session's signals for as long as the page is open, which says again and again that it is. */
async function watchAndStay(actor: Actor, sessionId: string): Promise<Feed<SignalIds>> {
  const pageId = await enterSession(actor, sessionId);
  const stay = () => void stayInSession(freshActor(actor), sessionId, pageId).catch(() => {});
  const timer = setInterval(stay, (PRESENCE_SECONDS * 1000) / 3).unref();
  return watch(sessionTopic(actor.tenantId, sessionId), async () => {
    clearInterval(timer);
    // What is not said here is cleared away when the time of the page is up.
    await leaveSession(freshActor(actor), sessionId, pageId).catch(() => {});
  });
}

builder.subscriptionFields((t) => ({
  sessionChanged: t.field({
    type: SessionRef,
    nullable: true,
    authScopes: { scope: 'sessions:read' },
    description: 'A session, at once and after each change; null once the caller may no longer see it.',
    args: { sessionId: t.arg.id({ description: 'The session.' }) },
    subscribe: async (_root, { sessionId }, { actor }) => {
      const session = await findSession(database(actor), actor, sessionId);
      // An event in which nothing changed would tell others when the two prepare, look, meet, agree or write.
      const topic = isParticipant(actor, session) ? sessionTopic : sessionTimesTopic;
      return watch(topic(actor.tenantId, sessionId));
    },
    resolve: (_event, { sessionId }, context, info) =>
      loadNode<typeof SessionRef.$inferType>('Session', sessionId, context, info),
  }),
  presence: t.field({
    type: [UserRef],
    authScopes: { scope: 'sessions:read', person: true },
    description: 'Who of the two has the session open; being subscribed is having it open. For the two.',
    args: { sessionId: t.arg.id({ description: 'The session.' }) },
    subscribe: (_root, { sessionId }, { actor }) => watchAndStay(actor, sessionId),
    resolve: async (_event, { sessionId }, { actor }) => {
      const session = await findSession(database(actor), actor, sessionId);
      if (!isParticipant(actor, session)) throw forbidden();
      const pages = await database(actor).presence.findMany({
        where: { tenantId: actor.tenantId, sessionId },
        include: { user: true },
        orderBy: { id: 'asc' },
      });
      return present(pages);
    },
  }),
}));

subscriptionField('homeChanged', {
  description:
    'The caller, at once and after anything that changes what is next, can be rated or became of what they wrote.',
  scope: 'sessions:read',
  person: true,
  type: ViewerRef,
  topic: ({ tenantId, userId }) => userTopic(tenantId, userId),
  resolve: (actor) =>
    database(actor).user.findFirst({ where: { tenantId: actor.tenantId, id: actor.userId, deactivatedAt: null } }),
});
