import type { Topic, TopicPriority } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database } from '../../kernel/database.ts';
import { isId } from '../../kernel/ids.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { now } from '../../kernel/time.ts';
import { type Addressee, addresseesOf, isAddressed } from '../tenancy/addressees.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { inUse } from '../tenancy/user.policy.ts';
import { type Prioritised, prioritiesWithin } from './topic-priority.ts';
import { canManageTopics } from './topic.policy.ts';
import { listTopics, MAX_TOPICS, topicName } from './topic.ts';

/** A topic as one person is offered it. */
export interface OfferedTopic {
  readonly topic: Topic;
  /** What the tenant says to it; null where it says nothing to this person on this day. */
  readonly priority: TopicPriority | null;
}

/** Whether what is recommended or required holds for a person on a day. */
export const holdsFor = (priority: TopicPriority, person: Addressee, day: Date): boolean =>
  priority.from <= day && day <= priority.until && isAddressed(priority, person, day);

/** What holds for a person on a day: of each topic what stands first, which is a requirement where there is one. */
export function heldFor(priorities: readonly Prioritised[], person: Addressee, day: Date): Prioritised[] {
  const held = priorities.filter((priority) => holdsFor(priority, person, day));
  return held.filter(({ topicId }, at) => held.findIndex((other) => other.topicId === topicId) === at);
}

/** Whose list is asked for, and of which day. */
export interface Asked {
  readonly userId?: string | null | undefined;
  readonly on?: Date | null | undefined;
}

/** What the tenant stresses to a person on a day. Throws NOT_FOUND for nobody of the tenant. */
async function heldForPerson(actor: Actor, personId: string, on: Date | null | undefined): Promise<Prioritised[]> {
  const { tenantId } = actor;
  const db = database(actor);
  const where = { tenantId, AND: inUse(actor), id: personId };
  const known = isId('usr', personId) && (await db.user.findFirst({ where, select: { id: true } }));
  const [person] = known ? await addresseesOf(db, tenantId, [personId]) : [];
  const addressee = orNotFound(person ?? null);
  const day = on ?? (await todayOf(db, tenantId));
  return heldFor(await prioritiesWithin(db, tenantId, day, day), addressee, day);
}

/** Whose list is meant. Throws FORBIDDEN where it is another's and the actor does not manage topics. */
function personAsked(actor: Actor, userId: string | null | undefined): string {
  const personId = userId ?? actor.userId;
  if (personId !== actor.userId && !canManageTopics(actor)) throw forbidden();
  return personId;
}

/** What is stressed first, then the others in their order. */
function inOffer(held: readonly Prioritised[], listed: readonly Topic[]): OfferedTopic[] {
  const stressed = held.map(({ topic, ...priority }) => ({ topic, priority }));
  const others = listed.filter((topic) => held.every(({ topicId }) => topicId !== topic.id));
  return [...stressed, ...others.map((topic) => ({ topic, priority: null }))];
}

/**
 * The topics as a person is offered them on a day: required ones, recommended ones, then the others in the tenant's order.
 * Without a person, the actor's own, to whom nothing is stressed where they are none; without a day, today in the tenant's
 * zone. Of others only for who manages topics. Throws FORBIDDEN, NOT_FOUND.
 */
export async function offeredTopics(actor: Actor, { userId, on }: Asked): Promise<OfferedTopic[]> {
  const personId = personAsked(actor, userId);
  const held = personId === '' ? [] : await heldForPerson(actor, personId, on);
  return inOffer(held, await listTopics(actor, { includeHidden: false }));
}

/** How a topic is to stand on the list; what is not given stays as it is. */
export interface TopicDraft {
  readonly topicId: string;
  readonly name?: string | null | undefined;
  readonly nameEn?: string | null | undefined;
  readonly hidden?: boolean | null | undefined;
}

const canBeName = (written: string | null | undefined): written is string => topicName().safeParse(written).success;

const drafted = (topic: Topic, { name, nameEn, hidden }: TopicDraft): Topic => ({
  ...topic,
  name: canBeName(name) ? name : topic.name,
  nameEn: canBeName(nameEn) ? nameEn : topic.nameEn,
  hiddenAt: (hidden ?? topic.hiddenAt !== null) ? (topic.hiddenAt ?? now()) : null,
});

/** The list as it would stand: drafts in their order, then whatever was not named. */
function listOf(topics: readonly Topic[], drafts: readonly TopicDraft[]): Topic[] {
  const first = drafts.flatMap((draft) => {
    const topic = topics.find(({ id }) => id === draft.topicId);
    return topic ? [drafted(topic, draft)] : [];
  });
  const others = topics.filter(({ id }) => drafts.every(({ topicId }) => topicId !== id));
  return [...first, ...others].map((topic, position) => ({ ...topic, position }));
}

/**
 * The topics as a person would be offered them if the list stood like this; nothing is saved. What cannot be saved is passed
 * over: a name that is no name, a topic that is not there. For who manages topics. Throws FORBIDDEN, NOT_FOUND (person).
 */
export async function previewTopics(
  actor: Actor,
  { topics, userId, on }: Asked & { readonly topics: readonly TopicDraft[] },
): Promise<OfferedTopic[]> {
  if (!canManageTopics(actor)) throw forbidden();
  const list = listOf(await listTopics(actor, { includeHidden: true }), topics.slice(0, MAX_TOPICS));
  const shown = list.filter(({ hiddenAt }) => hiddenAt === null);
  const held = userId ? await heldForPerson(actor, personAsked(actor, userId), on) : [];
  const stressed = held.flatMap(({ topic: _former, ...priority }) => {
    const topic = shown.find(({ id }) => id === priority.topicId);
    return topic ? [{ ...priority, topic }] : [];
  });
  return inOffer(stressed, shown);
}
