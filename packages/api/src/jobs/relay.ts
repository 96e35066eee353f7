import { asSystem } from '@taiwa/schema/kernel/database';
import { declaredJobs } from '@taiwa/schema/kernel/jobs';
import type { EventType, Happened } from '@taiwa/schema/kernel/events';
import { appendToTrail } from '@taiwa/schema/modules/activity/audit-entry';
import type { Logger } from '../observe/log.ts';
import { Outage } from '../observe/outage.ts';

/** Most events handed on in one transaction. */
const BATCH = 200;
/** Milliseconds after which the outbox is read even if nobody woke us. */
const POLL_MS = 2_000;

/** Hands recorded events on to the audit trail and to the jobs that wait for them: at least once, in order. */
export interface Relay {
  /** Says that something was recorded. */
  wake(): void;
  stop(): Promise<void>;
}

/** Of the queues, what the relay needs. */
export interface Queues {
  send(queue: string, event: object, options: { singletonKey: string }): Promise<unknown>;
}

interface Row extends Omit<Happened, 'subject'> {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly actorKind: string;
  readonly actorUserId: string;
  readonly credentialId: string;
}

const eventOf = ({ id, tenantId, type, subjectType, subjectId, ids, recordedAt }: Row): Happened => ({
  id,
  tenantId,
  type,
  subject: { type: subjectType, id: subjectId },
  ids,
  recordedAt,
});

async function handOn(boss: Queues, rows: readonly Row[]): Promise<void> {
  const { events } = declaredJobs();
  const receivers = new Map<EventType, string[]>();
  for (const { on, name } of events) receivers.set(on, [...(receivers.get(on) ?? []), name]);
  for (const row of rows)
    for (const queue of receivers.get(row.type) ?? []) await boss.send(queue, eventOf(row), { singletonKey: row.id });
}

/** Hands on one batch; answers how many. Another relay's batch is passed over, not waited for. */
const relayBatch = (boss: Queues): Promise<number> =>
  asSystem('relayEvents', async (db) => {
    // One relay at a time keeps the order; the lock ends with the transaction.
    const [lock] = await db.$queryRaw<
      { free: boolean }[]
    >`select pg_try_advisory_xact_lock(hashtextextended('taiwa.relay', 0)) as free`;
    if (!lock?.free) return 0;
    const rows = await db.outboxEvent.findMany({ where: { relayedAt: null }, orderBy: { id: 'asc' }, take: BATCH });
    if (rows.length === 0) return 0;
    await appendToTrail(rows);
    // What was recorded has the shape its type says, which a JSON column cannot.
    await handOn(boss, rows as unknown as Row[]);
    await db.outboxEvent.updateMany({
      where: { id: { in: rows.map((row) => row.id) }, relayedAt: null },
      data: { relayedAt: new Date() },
    });
    return rows.length;
  });

/** Relays until stopped: woken by events, and every two seconds. */
export function openRelay(boss: Queues, log: Logger): Relay {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      while ((await relayBatch(boss)) === BATCH);
    } while (again);
  };
  const outage = new Outage();
  const report = (error: unknown) => {
    const times = outage.fail();
    if (times > 0) log.warn({ err: error, times }, 'events could not be handed on');
  };
  const wake = () => {
    again = true;
    if (outage.pause > 0) return;
    running ??= run()
      .then(() => outage.end(), report)
      .finally(() => (running = undefined));
  };
  const timer = setInterval(wake, POLL_MS);
  wake();
  return {
    wake,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
