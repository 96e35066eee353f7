import type { PgBoss } from 'pg-boss';
import { randomId } from '@taiwa/schema/kernel/ids';
import { jobActor } from '@taiwa/schema/kernel/actor';
import { asSystem } from '@taiwa/schema/kernel/database';
import type { Happened } from '@taiwa/schema/kernel/events';
import { declaredJobs, type EventJob, type TimedJob } from '@taiwa/schema/kernel/jobs';
import type { Ports } from '@taiwa/schema/kernel/ports';
import type { Logger } from '../observe/log.ts';
import { Attendance, type Post } from './attendance.ts';

/** A killed worker's job is back after this many seconds without a sign of life. */
const HEARTBEAT_SECONDS = 15;

const QUEUE = {
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  deleteAfterSeconds: 86_400,
} as const;

/** What jobs run with. */
export interface RunnerParts {
  readonly ports: Ports;
  readonly log: Logger;
}

// The queue keeps why a job failed, in clear: it gets a reference, and the log has the rest.
async function reported<T>(log: Logger, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reference = randomId('err');
    log.error({ reference, job: name, err: error }, 'a job failed');
    throw new Error(`Failed; the log has more under ${reference}`);
  }
}

async function eventPost(boss: PgBoss, job: EventJob, { ports, log }: RunnerParts): Promise<Post> {
  const { name, evenWhenFull = false } = job;
  await boss.createQueue(name, QUEUE);
  return {
    evenWhenFull,
    takeUp: () =>
      boss.work<Happened>(name, { pollingIntervalSeconds: 0.5 }, async (received) => {
        for (const { data } of received) {
          const event = { ...data, recordedAt: new Date(data.recordedAt) };
          await reported(log, name, () => job.run(event, jobActor(event.tenantId, name), ports));
        }
      }),
    leave: () => boss.offWork(name),
  };
}

const everyTenant = () =>
  asSystem('listTenants', (db) => db.tenant.findMany({ select: { id: true }, orderBy: { id: 'asc' } }));

/** Runs a timed job once, for all or tenant by tenant; where it fails for one, the others still have their turn. Throws after them. */
export async function runTimedJob(job: TimedJob, ports: Ports): Promise<void> {
  await job.forAll?.(ports);
  if (!job.forTenant) return;
  const faults: unknown[] = [];
  for (const { id } of await everyTenant())
    await job.forTenant(jobActor(id, job.name), ports).catch((error: unknown) => faults.push(error));
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} tenants were left out.`, { cause: faults[0] });
}

async function timedPost(boss: PgBoss, job: TimedJob, { ports, log }: RunnerParts): Promise<Post> {
  const { name, cron, evenWhenFull = false } = job;
  await boss.createQueue(name, { ...QUEUE, policy: 'singleton' });
  return {
    evenWhenFull,
    takeUp: async () => {
      await boss.schedule(name, cron, null, { tz: 'UTC' });
      await boss.work(name, async () => reported(log, name, () => runTimedJob(job, ports)));
    },
    // What nobody works on would pile up.
    leave: async () => {
      await boss.unschedule(name);
      await boss.offWork(name);
    },
  };
}

/** Works on every declared job until it is ended; while the disk is nearly full only on those that free space. */
export async function runJobs(boss: PgBoss, parts: RunnerParts): Promise<Attendance> {
  const { events, timed } = declaredJobs();
  const posts: Post[] = [];
  for (const job of events) posts.push(await eventPost(boss, job, parts));
  for (const job of timed) posts.push(await timedPost(boss, job, parts));
  const attendance = new Attendance(posts, parts.log);
  await attendance.begin();
  return attendance;
}
