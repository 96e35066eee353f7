import type { PgBoss } from 'pg-boss';
import { jobActor } from '@taiwa/schema/kernel/actor';
import { asSystem } from '@taiwa/schema/kernel/database';
import type { Happened } from '@taiwa/schema/kernel/events';
import { declaredJobs, type EventJob, type TimedJob } from '@taiwa/schema/kernel/jobs';
import type { Ports } from '@taiwa/schema/kernel/ports';

/** A killed worker's job is back after this many seconds without a sign of life. */
const HEARTBEAT_SECONDS = 15;

const QUEUE = {
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 86_400,
} as const;

async function workOnEvents(boss: PgBoss, job: EventJob, ports: Ports): Promise<void> {
  await boss.createQueue(job.name, QUEUE);
  await boss.work<Happened>(job.name, { pollingIntervalSeconds: 0.5 }, async (received) => {
    for (const { data } of received) {
      const event = { ...data, recordedAt: new Date(data.recordedAt) };
      await job.run(event, jobActor(event.tenantId, job.name), ports);
    }
  });
}

const everyTenant = () =>
  asSystem('listTenants', (db) => db.tenant.findMany({ select: { id: true }, orderBy: { id: 'asc' } }));

/** Runs a timed job once, for all or tenant by tenant. */
export async function runTimedJob(job: TimedJob, ports: Ports): Promise<void> {
  await job.forAll?.(ports);
  if (!job.forTenant) return;
  for (const { id } of await everyTenant()) await job.forTenant(jobActor(id, job.name), ports);
}

async function workOnTime(boss: PgBoss, job: TimedJob, ports: Ports): Promise<void> {
  await boss.createQueue(job.name, { ...QUEUE, policy: 'singleton' });
  await boss.work(job.name, async () => runTimedJob(job, ports));
  await boss.schedule(job.name, job.cron, null, { tz: 'UTC' });
}

/** Works on every declared job until the queues stop. */
export async function runJobs(boss: PgBoss, ports: Ports): Promise<void> {
  const { events, timed } = declaredJobs();
  for (const job of events) await workOnEvents(boss, job, ports);
  for (const job of timed) await workOnTime(boss, job, ports);
}
