import type { Topic, TopicPriority } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database } from '../../kernel/database.ts';
import { isId } from '../../kernel/ids.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { type Addressee, addresseesOf, isAddressed } from '../tenancy/addressees.ts';
import { todayOf } from '../tenancy/tenant-day.ts';
import { type Prioritised, prioritiesWithin } from './topic-priority.ts';
import { canManageTopics } from './topic.policy.ts';
import { listTopics } from './topic.ts';

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
  const [person] = isId('usr', personId) ? await addresseesOf(db, tenantId, [personId]) : [];
  const addressee = orNotFound(person ?? null);
  const day = on ?? (await todayOf(db, tenantId));
  return heldFor(await prioritiesWithin(db, tenantId, day, day), addressee, day);
}

/**
 * The topics as a person is offered them on a day: required ones, recommended ones, then the others in the tenant's order.
 * Without a person, the actor's own, to whom nothing is stressed where they are none; without a day, today in the tenant's
 * zone. Of others only for who manages topics. Throws FORBIDDEN, NOT_FOUND.
 */
export async function offeredTopics(actor: Actor, { userId, on }: Asked): Promise<OfferedTopic[]> {
  const personId = userId ?? actor.userId;
  if (personId !== actor.userId && !canManageTopics(actor)) throw forbidden();
  const held = personId === '' && !userId ? [] : await heldForPerson(actor, personId, on);
  const stressed = held.map(({ topic, ...priority }) => ({ topic, priority }));
  const others = (await listTopics(actor, { includeHidden: false }))
    .filter((topic) => held.every(({ topicId }) => topicId !== topic.id))
    .map((topic) => ({ topic, priority: null }));
  return [...stressed, ...others];
}
