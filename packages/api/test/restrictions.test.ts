import { restrictUser } from '@taiwa/schema/modules/privacy/restriction';
import { hasNoRestriction } from '@taiwa/schema/modules/tenancy/restricted-tenants';
import { type Actor, freshActor } from '@taiwa/schema/kernel/actor';
import { aPair } from '@taiwa/schema/testing/world';
import { expect, test, vi } from 'vitest';
import { demoTokenOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();

const peopleFor = async (actor: Actor) => {
  const { body } = await send(server.url, '{ users { nodes { id } } }', { token: await demoTokenOf(actor) });
  return body.data?.users.nodes.map(({ id }: { id: string }) => id);
};

const known = (tenantId: string) =>
  vi.waitFor(() => expect(hasNoRestriction(tenantId)).toBe(true), { timeout: 20_000 });

test('a restriction holds in its process from the moment it is answered', async () => {
  const { ann, admin, eve } = await aPair();
  await known(ann.tenantId);
  expect(await peopleFor(eve)).toContain(ann.userId);
  await restrictUser(freshActor(admin), { userId: ann.userId, reason: 'They asked.' });
  expect(await peopleFor(eve)).not.toContain(ann.userId);
  expect(await peopleFor(ann)).toContain(ann.userId);
});

test('a restriction that another process puts in force is learned of within seconds, without a word', async () => {
  const { ann, eve } = await aPair();
  await known(ann.tenantId);
  await server.tables.query('admin', `update app_user set restricted_at = now() where id = '${ann.userId}'`);
  await vi.waitFor(async () => expect(await peopleFor(eve)).not.toContain(ann.userId), { timeout: 10_000 });
  expect(hasNoRestriction(ann.tenantId)).toBe(false);
});

test('where nothing is known, and in a tenant of somebody restricted, the tables are asked', async () => {
  const { ann, admin } = await aPair();
  const other = await aPair();
  await restrictUser(freshActor(admin), { userId: ann.userId, reason: 'They asked.' });
  await known(other.ann.tenantId);
  expect(hasNoRestriction(ann.tenantId)).toBe(false);
});
