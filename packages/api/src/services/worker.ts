import { memoryPorts } from '@taiwa/schema/kernel/ports';
import { openQueues, prepareQueues } from '../jobs/queue.ts';
import { openRelay, type Queues, type Relay } from '../jobs/relay.ts';
import { runJobs } from '../jobs/runner.ts';
import type { Storage } from '../database/storage.ts';
import type { Logger } from '../observe/log.ts';

/** What works after the fact and on a schedule. */
export interface Worker {
  readonly relay: Relay;
  /** Puts an event into a queue, as the relay does. */
  readonly send: Queues['send'];
  stop(): Promise<void>;
}

/** Of the storage, what the worker needs. */
export type WorkerStorage = Pick<Storage, 'owner' | 'system' | 'roles'>;

/** Opens the queues, hands events on and works on every declared job. */
export async function openWorker(storage: WorkerStorage, log: Logger): Promise<Worker> {
  await prepareQueues(storage.owner, storage.roles.system.user);
  const boss = await openQueues(storage.system, log);
  const attendance = await runJobs(boss, { ports: memoryPorts(), log });
  const relay = openRelay(boss, log);
  return {
    relay,
    send: (queue, event, options) => boss.send(queue, event, options),
    stop: async () => {
      await relay.stop();
      await attendance.end();
      await boss.stop({ graceful: true, timeout: 5_000, close: true });
    },
  };
}
