import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { personActor } from './actor.ts';
import { transact } from './database.ts';
import { EVENT_CHANNEL, record } from './events.ts';
import { newId } from './ids.ts';
import { declaredJobs, every, onEvent } from './jobs.ts';
import { SIGNAL_CHANNEL, signal } from './signals.ts';

declare module './events.ts' {
  interface Events {
    'test.happened': { thingId: string };
  }
}

const where = useTestDatabase();
const ann = personActor({ tenantId: newId('ten'), userId: newId('usr'), requestId: 'req_1', credentialId: 'demo' });
const subject = { type: 'Thing', id: 'thi_1' };
const rows = () => where.query('admin', 'select * from outbox_event order by id');
const heard: pg.Notification[] = [];
let listener: pg.Client;

beforeAll(async () => {
  await where.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [ann.tenantId]);
  listener = new pg.Client(where.config('app'));
  await listener.connect();
  listener.on('notification', (notification) => heard.push(notification));
  await listener.query(`listen ${EVENT_CHANNEL}; listen ${SIGNAL_CHANNEL}`);
});
afterAll(() => listener.end());

test('a fact is recorded and announced with its transaction, ids only', async () => {
  await transact(ann, async (db) => {
    await record(db, { type: 'test.happened', subject, ids: { thingId: 'thi_1' }, actor: ann });
    await signal(db, `thing:${ann.tenantId}:thi_1`, { thingId: 'thi_1' });
  });
  expect(await rows()).toMatchObject([
    {
      tenant_id: ann.tenantId,
      type: 'test.happened',
      subject_type: 'Thing',
      subject_id: 'thi_1',
      ids: { thingId: 'thi_1' },
      actor_kind: 'person',
      actor_user_id: ann.userId,
      credential_id: 'demo',
      request_id: 'req_1',
      relayed_at: null,
    },
  ]);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.map(({ channel, payload }) => [channel, payload])).toEqual([
    [EVENT_CHANNEL, ann.tenantId],
    [SIGNAL_CHANNEL, JSON.stringify({ topic: `thing:${ann.tenantId}:thi_1`, ids: { thingId: 'thi_1' } })],
  ]);
});

test('what is rolled back was never recorded nor announced', async () => {
  const before = [await rows(), heard.length];
  const failed = transact(ann, async (db) => {
    await record(db, { type: 'test.happened', subject, ids: { thingId: 'thi_2' }, actor: ann });
    throw new Error('undone');
  });
  await expect(failed).rejects.toThrow('undone');
  // A statement of the listener's own comes after whatever was on its way to it.
  await listener.query('select 1');
  expect([await rows(), heard.length]).toEqual(before);
});

test('an unsigned fact keeps nothing that leads to its author', async () => {
  await transact(ann, (db) =>
    record(db, { type: 'test.happened', subject, ids: { thingId: 'thi_3' }, actor: ann, unsigned: true }),
  );
  const [last] = (await rows()).slice(-1);
  expect(last).toMatchObject({ actor_kind: 'anonymous', actor_user_id: '', credential_id: '', request_id: '' });
  expect(JSON.stringify(last)).not.toContain(ann.userId);
});

test('jobs are declared once, under a name that says module and work', () => {
  const run = async () => {};
  onEvent('test.happened', { name: 'test.askAgain', run });
  every('*/5 * * * *', { name: 'test.lookAround', forTenant: run });
  expect(declaredJobs().events.map(({ on, name }) => [on, name])).toEqual([['test.happened', 'test.askAgain']]);
  expect(declaredJobs().timed.map(({ cron, name }) => [cron, name])).toEqual([['*/5 * * * *', 'test.lookAround']]);
  expect(() => onEvent('test.happened', { name: 'test.lookAround', run })).toThrow('Two jobs named');
  expect(() => onEvent('test.happened', { name: 'nonsense', run })).toThrow('module.verbNoun');
  expect(() => every('* * *', { name: 'test.x', forAll: run })).toThrow('five fields');
  expect(() => every('* * * * *', { name: 'test.y' })).toThrow('for each tenant or for all');
});
