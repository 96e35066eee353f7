import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '@taiwa/schema/kernel/database';
import { record } from '@taiwa/schema/kernel/events';
import { declaredJobs, every, onEvent } from '@taiwa/schema/kernel/jobs';
import { LocalSignals, useSignals } from '@taiwa/schema/kernel/signals';
import { USUAL_LOGINS } from '@taiwa/schema/kernel/roles';
import { memoryPorts } from '@taiwa/schema/kernel/ports';
import { holdWrites } from '@taiwa/schema/kernel/space';
import { verifyTrail } from '@taiwa/schema/modules/activity/audit-entry';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import '@taiwa/schema/schema';
import { useTestDatabase } from '@taiwa/schema/testing/database';
import { aCompany, aSession } from '@taiwa/schema/testing/world';
import { openRelay, type Relay } from '../src/jobs/relay.ts';
import { runTimedJob } from '../src/jobs/runner.ts';
import { openLog } from '../src/observe/log.ts';
import { openWorker, type Worker } from '../src/services/worker.ts';

declare module '@taiwa/schema/kernel/events' {
  interface Events {
    'test.happened': { number: string };
    'test.filled': { number: string };
  }
}

const tables = useTestDatabase();
const lines: string[] = [];
const log = openLog('warn', { write: (line) => void lines.push(line) });
const received: { id: string; number: string }[] = [];
let failures = 0;
onEvent('test.happened', {
  name: 'test.receive',
  run: async ({ id, ids }) => {
    if (ids.number === 'bad' && failures++ === 0) throw new Error('It says "a secret canary" here');
    received.push({ id, number: ids.number });
  },
});
const freed: string[] = [];
onEvent('test.filled', {
  name: 'test.free',
  evenWhenFull: true,
  run: async ({ ids }) => void freed.push(ids.number),
});
const ticks: string[] = [];
every('* * * * *', {
  name: 'test.tick',
  forTenant: async ({ tenantId }) => {
    ticks.push(tenantId);
    if (ticks.length === 1) throw new Error('the first fails');
  },
});

let worker: Worker;
beforeAll(async () => {
  useSignals(new LocalSignals());
  const storage = { owner: tables.config('owner'), system: tables.config('system'), roles: USUAL_LOGINS };
  worker = await openWorker(storage, log);
});
afterAll(() => worker.stop());

const happen = (
  tenantId: string,
  admin: Parameters<typeof transact>[0],
  numbers: readonly string[],
  type: 'test.happened' | 'test.filled' = 'test.happened',
) =>
  transact({ ...admin }, async (db) => {
    for (const number of numbers) {
      const subject = { type: 'Session', id: `ses_${number}` };
      await record(db, { type, subject, ids: { number }, actor: admin });
    }
    return tenantId;
  });

const numbersReceived = () => received.map(({ number }) => number);
const waiting = () =>
  tables.query<{ n: number }>('admin', 'select count(*)::int as n from outbox_event where relayed_at is null');

describe('on a disk that is nearly full', () => {
  afterEach(() => holdWrites(false));
  const schedules = () =>
    tables.query<{ name: string }>(
      'admin',
      "select name from jobs.schedule where name in ('test.tick', 'retention.purge')",
    );

  test('jobs wait but for those that free space, the log says so once, and nothing is lost', async () => {
    const { tenantId, admin } = await aCompany();
    const said = () => lines.filter((line) => line.includes('Jobs wait until the disk'));
    const before = said().length;
    holdWrites(true);
    holdWrites(true);
    await expect.poll(schedules).toEqual([{ name: 'retention.purge' }]);
    await happen(tenantId, admin, ['full1', 'full2']);
    await happen(tenantId, admin, ['free1'], 'test.filled');
    worker.relay.wake();
    await expect.poll(() => freed).toEqual(['free1']);
    expect(numbersReceived()).not.toContain('full1');
    expect(said()).toHaveLength(before + 1);
    holdWrites(false);
    await expect.poll(numbersReceived).toEqual(expect.arrayContaining(['full1', 'full2']));
    await expect.poll(schedules).toHaveLength(2);
  });
});

describe('events', () => {
  test('reach their job, in order, and the audit trail', async () => {
    const { tenantId, admin } = await aCompany();
    const numbers = Array.from({ length: 20 }, (_, place) => `a${place}`);
    await happen(tenantId, admin, numbers);
    worker.relay.wake();
    await expect.poll(numbersReceived).toEqual(expect.arrayContaining(numbers));
    expect(numbersReceived().filter((one) => one.startsWith('a'))).toEqual(numbers);
    const trail = await verifyTrail(tenantId);
    expect(trail).toMatchObject({ whole: true });
    expect(trail.whole && trail.entries).toBeGreaterThanOrEqual(20);
  });

  test('of what people do fill the trail with who did what, and nothing of content', async () => {
    const { bob, session, tenantId } = await aSession();
    await startSession({ ...bob }, { sessionId: session });
    worker.relay.wake();
    const entries = () =>
      tables.query('admin', 'select action, actor_id, subject_id from audit_entry where tenant_id = $1', [tenantId]);
    await expect.poll(entries).toContainEqual({ action: 'session.started', actor_id: bob.userId, subject_id: session });
  });

  test('are handed on once by two relays at a time', async () => {
    const { tenantId, admin } = await aCompany();
    const sent: string[] = [];
    const queues = { send: async (_queue: string, event: object) => void sent.push((event as { id: string }).id) };
    await worker.relay.stop();
    const relays: Relay[] = [openRelay(queues, log), openRelay(queues, log)];
    for (let batch = 0; batch < 5; batch += 1) {
      await happen(
        tenantId,
        admin,
        Array.from({ length: 30 }, (_, place) => `b${batch}-${place}`),
      );
      for (const relay of relays) relay.wake();
    }
    await expect.poll(waiting).toEqual([{ n: 0 }]);
    await Promise.all(relays.map((relay) => relay.stop()));
    const rows = await tables.query<{ id: string }>(
      'admin',
      "select id from outbox_event where tenant_id = $1 and type = 'test.happened' order by id",
      [tenantId],
    );
    const ids = rows.map(({ id }) => id);
    expect(sent.filter((id) => ids.includes(id))).toEqual(ids);
  });

  test('of a relay that dies in between are handed on again, under the same ids', async () => {
    const { tenantId, admin } = await aCompany();
    await happen(tenantId, admin, ['c1', 'c2', 'c3']);
    const first: string[] = [];
    const dying = openRelay(
      {
        send: async (_queue, event) => {
          const { type, id } = event as { type: string; id: string };
          if (type === 'test.happened' && first.push(id) === 2) throw new Error('killed');
        },
      },
      log,
    );
    await expect.poll(() => first.length).toBeGreaterThanOrEqual(2);
    await dying.stop();
    const second: string[] = [];
    const relay = openRelay({ send: async (_queue, event) => void second.push((event as { id: string }).id) }, log);
    await expect.poll(waiting).toEqual([{ n: 0 }]);
    await relay.stop();
    expect(second.slice(-3)).toEqual(expect.arrayContaining(first.slice(0, 2)));
    expect(await verifyTrail(tenantId)).toMatchObject({ whole: true });
  });
});

describe('jobs', () => {
  test('that fail run again, and leave a reference in the queue, not what was said', async () => {
    const { tenantId, admin } = await aCompany();
    const relay = openRelay(worker, log);
    await happen(tenantId, admin, ['bad']);
    relay.wake();
    await expect.poll(numbersReceived).toContain('bad');
    await relay.stop();
    const kept = await tables.query('admin', 'select * from jobs.job');
    expect(JSON.stringify(kept)).not.toContain('canary');
    expect(lines.join('')).toMatch(/a job failed/);
    expect(lines.join('')).not.toContain('canary');
  });

  test('on a schedule are planned, among them the purge of what is due', async () => {
    const planned = await tables.query<{ name: string }>('admin', 'select name from jobs.schedule');
    const names = planned.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(declaredJobs().timed.map(({ name }) => name)));
    expect(names).toContain('retention.purge');
  });

  test('the purge runs as the system role and removes what is due', async () => {
    const { tenantId } = await aCompany();
    const old =
      "insert into idempotency (tenant_id, holder, key, operation, fingerprint, result_id, expires_at) values ($1, 'x', 'old', 'y', '\\x00', '', now() - interval '1 day')";
    await tables.query('admin', old, [tenantId]);
    const purge = declaredJobs().timed.find(({ name }) => name === 'retention.purge');
    await runTimedJob(purge!, memoryPorts());
    expect(await tables.query('admin', "select 1 from idempotency where key = 'old'")).toEqual([]);
  });

  test('for each tenant go on where one fails', async () => {
    await aCompany();
    await aCompany();
    const tick = declaredJobs().timed.find(({ name }) => name === 'test.tick');
    const tenants = await tables.query('admin', 'select id from tenant');
    ticks.length = 0;
    await expect(runTimedJob(tick!, memoryPorts())).rejects.toThrow('1 tenants were left out.');
    expect(ticks).toHaveLength(tenants.length);
  });
});
