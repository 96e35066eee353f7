import { jobActor } from '../kernel/actor.ts';
import type { Happened } from '../kernel/events.ts';
import { declaredJobs } from '../kernel/jobs.ts';
import { memoryPorts } from '../kernel/ports.ts';
import { seenBy } from './world.ts';

const delivered = new Set<string>();

async function undelivered(tenantId: string): Promise<Happened[]> {
  const reader = jobActor(tenantId, 'test.deliver');
  const rows = await seenBy(reader, (db) => db.outboxEvent.findMany({ where: { tenantId }, orderBy: { id: 'asc' } }));
  return rows
    .filter(({ id }) => !delivered.has(id))
    .map(({ subjectType, subjectId, ...row }) => {
      const subject = { type: subjectType, id: subjectId };
      // What was recorded has the shape its type says.
      return { ...row, subject } as unknown as Happened;
    });
}

/**
 * Hands what a tenant recorded to every job that listens, in order, until nothing new is recorded; each event twice where
 * `twice`, as it may come in life. The modules whose jobs are meant must have been loaded.
 */
export async function deliverEvents(tenantId: string, { twice = false } = {}): Promise<void> {
  const ports = memoryPorts();
  for (let events = await undelivered(tenantId); events.length > 0; events = await undelivered(tenantId)) {
    for (const event of events) {
      delivered.add(event.id);
      const jobs = declaredJobs().events.filter(({ on }) => on === event.type);
      for (const { name, run } of [...jobs, ...(twice ? jobs : [])]) await run(event, jobActor(tenantId, name), ports);
    }
  }
}
