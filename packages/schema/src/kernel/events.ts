import type { Actor } from './actor.ts';
import type { Db } from './database.ts';
import { newId } from './ids.ts';
import { insertRows } from './insert-rows.ts';
import { retain } from './retention.ts';
import { after, now } from './time.ts';

/**
 * What can happen, by name, with the ids that a receiver needs. Each module adds its own:
 * `declare module '../../kernel/events.ts' { interface Events { 'session.ended': { sessionId: string } } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- the modules fill it
export interface Events {}

/** The name of something that can happen: noun and past tense. */
export type EventType = keyof Events & string;

/** A fact to record: what happened to what, by whom; ids only, never content. */
export interface Fact<Type extends EventType> {
  readonly type: Type;
  /** What it happened to: the GraphQL type and the id. */
  readonly subject: { readonly type: string; readonly id: string };
  readonly ids: Events[Type];
  /** Who did it; only the tenant is kept where `unsigned`. */
  readonly actor: Actor;
  /** Keeps nothing that leads to who did it: for what is anonymous. */
  readonly unsigned?: boolean;
}

/** A recorded fact as a job or a webhook receives it, at least once, in the order of the transactions of its tenant. */
export interface Happened<Type extends EventType = EventType> {
  /** The same for every receiver and every repetition. */
  readonly id: string;
  readonly tenantId: string;
  readonly type: Type;
  readonly subject: { readonly type: string; readonly id: string };
  readonly ids: Events[Type];
  readonly recordedAt: Date;
}

/** The channel of the database that says: a transaction recorded something for this tenant. */
export const EVENT_CHANNEL = 'taiwa_events';

const signature = ({ actor, unsigned }: Pick<Fact<EventType>, 'actor' | 'unsigned'>) =>
  unsigned
    ? { actorKind: 'anonymous' }
    : {
        actorKind: actor.kind,
        actorUserId: actor.userId,
        credentialId: actor.credentialId,
        requestId: actor.requestId,
      };

function rowOf(fact: Fact<EventType>) {
  const { type, subject, ids, actor } = fact;
  const at = { tenantId: actor.tenantId, id: newId('evt') };
  const what = { type, subjectType: subject.type, subjectId: subject.id, ids, recordedAt: now() };
  return { ...at, ...what, ...signature(fact) };
}

/**
 * Writes one outbox row in the transaction that makes the fact true: both are there or neither. The relay is woken when the
 * transaction commits, hands the row to jobs, webhooks and the audit log, and marks it; a relay that dies in between hands it
 * on again under the same id.
 */
export async function record<Type extends EventType>(
  db: Pick<Db, 'outboxEvent' | '$executeRaw'>,
  fact: Fact<Type>,
): Promise<void> {
  await db.outboxEvent.create({ data: rowOf(fact), select: { id: true } });
  await db.$executeRaw`select pg_notify(${EVENT_CHANNEL}, ${fact.actor.tenantId})`;
}

/** `record` for many facts of one tenant, in their order. */
export async function recordAll(db: Db, facts: readonly Fact<EventType>[]): Promise<void> {
  const [first] = facts;
  if (!first) return;
  await insertRows(db, 'outbox_event', facts.map(rowOf));
  await db.$executeRaw`select pg_notify(${EVENT_CHANNEL}, ${first.actor.tenantId})`;
}

// Every receiver has had its retries by then, and what has to be kept is in the audit log.
const KEPT_DAYS = 30;

retain('OutboxEvent', {
  says: `Removed ${KEPT_DAYS} days after it was handed on.`,
  purge: async (db) =>
    (await db.outboxEvent.deleteMany({ where: { relayedAt: { lte: after(now(), -KEPT_DAYS, 'days') } } })).count,
});
