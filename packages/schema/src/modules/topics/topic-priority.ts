import { z } from 'zod';
import type { Topic, TopicPriority } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { transact, type Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, instant, parseInput, text } from '../../kernel/parse.ts';
import { Conflict, LimitReached } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { addressees, demandDepartments } from '../tenancy/addressees.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { canManageTopics, visibleTopicPriorities, visibleTopics } from './topic.policy.ts';
import { says } from './words.ts';

registerIds({ tpr: 'TopicPriority' });

declare module '../../kernel/events.ts' {
  interface Events {
    'topic.prioritised': { topicId: string };
    'topic.unprioritised': { topicId: string };
  }
}

/** Most recommendations and requirements of a tenant that are not over: what is always stressed is not stressed. */
const MAX_PRIORITIES = 20;
const LONGEST_DAYS = 366;

/** A recommendation or requirement with its topic. */
export type Prioritised = TopicPriority & { readonly topic: Topic };

const PrioritiseTopic = z
  .object({
    topicId: id('top'),
    kind: z.enum(['RECOMMENDED', 'REQUIRED']),
    addressees: addressees(),
    from: instant(),
    until: instant(),
    why: text({ min: 1, max: 200 }),
    whyEn: text({ min: 1, max: 200 }),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], params: { reason: says.PERIOD_ORDER } })
  .refine(({ from, until }) => until <= after(from, LONGEST_DAYS, 'days'), {
    path: ['until'],
    params: { reason: says.PERIOD_TOO_LONG },
  });

/**
 * Recommends or requires a topic of some people for some days (both included, tenant's zone). For who manages topics.
 * Throws Conflict for a topic off the list, LimitReached, InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function prioritiseTopic(actor: Actor, input: z.input<typeof PrioritiseTopic>): Promise<{ id: string }> {
  if (!canManageTopics(actor)) throw forbidden();
  const { addressees: meant, ...given } = parseInput(actor, PrioritiseTopic, input);
  const { tenantId } = actor;
  const made = newId('tpr');
  return transact(actor, async (db) => {
    const { topicId } = given;
    const topic = orNotFound(await db.topic.findFirst({ where: { id: topicId, AND: visibleTopics(actor) } }));
    if (topic.hiddenAt) throw new Conflict(says.TOPIC_HIDDEN);
    await demandDepartments(db, actor, meant);
    const notOver = { tenantId, endedAt: null, until: { gte: await todayOf(db, tenantId) } };
    if ((await db.topicPriority.count({ where: notOver })) >= MAX_PRIORITIES) throw new LimitReached(MAX_PRIORITIES);
    await db.topicPriority.create({ data: { tenantId, id: made, ...given, ...meant, createdAt: now() } });
    const subject = { type: 'TopicPriority', id: made };
    await record(db, { type: 'topic.prioritised', subject, ids: { topicId }, actor });
    return { id: made };
  });
}

const EndTopicPriority = z.object({ topicPriorityId: id('tpr') });

/** Ends a recommendation or requirement now; what has ended stays so. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function endTopicPriority(actor: Actor, input: z.input<typeof EndTopicPriority>): Promise<{ id: string }> {
  if (!canManageTopics(actor)) throw forbidden();
  const { topicPriorityId } = parseInput(actor, EndTopicPriority, input);
  return transact(actor, async (db) => {
    const where = { id: topicPriorityId, AND: visibleTopicPriorities(actor) };
    const { topicId, endedAt } = orNotFound(await db.topicPriority.findFirst({ where }));
    if (endedAt) return { id: topicPriorityId };
    const key = { tenantId_id: { tenantId: actor.tenantId, id: topicPriorityId } };
    await db.topicPriority.update({ where: key, data: { endedAt: now() } });
    const subject = { type: 'TopicPriority', id: topicPriorityId };
    await record(db, { type: 'topic.unprioritised', subject, ids: { topicId }, actor });
    return { id: topicPriorityId };
  });
}

const REQUIRED_FIRST = [{ kind: 'desc' }, { until: 'asc' }, { id: 'asc' }] as const;

/** What the tenant recommends and requires on any of these days of topics on its list, requirements first. */
export function prioritiesWithin(db: Db, tenantId: string, first: Date, last: Date): Promise<Prioritised[]> {
  return db.topicPriority.findMany({
    where: { tenantId, endedAt: null, from: { lte: last }, until: { gte: first }, topic: { hiddenAt: null } },
    include: { topic: true },
    orderBy: [...REQUIRED_FIRST],
  });
}

retain('TopicPriority', { says: 'Kept while the tenant is: it tells why a topic was on an agenda.' });
