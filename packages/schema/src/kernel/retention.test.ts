import { afterEach, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { personActor } from './actor.ts';
import { transact } from './database.ts';
import './events.ts';
import './idempotency.ts';
import { newId } from './ids.ts';
import { purgeAll } from './retention.jobs.ts';
import { retain } from './retention.ts';
import { after, freezeTime, now } from './time.ts';

const where = useTestDatabase();
const ann = personActor({ tenantId: newId('ten'), userId: newId('usr') });
const { tenantId } = ann;
let thaw = () => {};
afterEach(() => thaw());

beforeAll(async () => {
  await where.query('admin', `insert into tenant (id, name) values ($1, 'T')`, [tenantId]);
  await transact(ann, async (db) => {
    const key = { tenantId, holder: ann.userId, operation: 'x', fingerprint: new Uint8Array(32), resultId: '' };
    const day = (count: number) => after(now(), count, 'days');
    await db.idempotency.create({ data: { ...key, key: 'old', expiresAt: day(-1) } });
    await db.idempotency.create({ data: { ...key, key: 'new', expiresAt: day(1) } });
    const fact = { tenantId, type: 'x', subjectType: 'X', subjectId: 'x', actorKind: 'job' };
    await db.outboxEvent.create({ data: { ...fact, id: newId('evt'), relayedAt: day(-31) } });
    await db.outboxEvent.create({ data: { ...fact, id: newId('evt'), relayedAt: day(-29) } });
    await db.outboxEvent.create({ data: { ...fact, id: newId('evt'), recordedAt: day(-400) } });
  });
});

test('what is due is deleted and nothing else; an event that was never handed on stays', async () => {
  expect([...(await purgeAll())].filter(([, count]) => count > 0)).toEqual([
    ['OutboxEvent', 1],
    ['Idempotency', 1],
  ]);
  expect(await where.query('admin', 'select key from idempotency')).toEqual([{ key: 'new' }]);
  expect(await where.query('admin', 'select 1 from outbox_event')).toHaveLength(2);
});

test('what is due tomorrow is deleted tomorrow', async () => {
  thaw = freezeTime(after(now(), 2, 'days'));
  expect((await purgeAll()).get('Idempotency')).toBe(1);
});

test('one rule that fails does not keep the others from being followed', async () => {
  const followed: string[] = [];
  retain('Broken', { says: 'Fails.', purge: () => Promise.reject(new Error('no')) });
  retain('Whole', { says: 'Works.', purge: async () => followed.push('Whole') });
  await expect(purgeAll()).rejects.toThrow('Not everything');
  expect(followed).toEqual(['Whole']);
  expect(() => retain('Whole', { says: 'Again.' })).toThrow('Two retention rules');
});
