import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshActor } from '@taiwa/schema/kernel/actor';
import { newId } from '@taiwa/schema/kernel/ids';
import { after, freezeTime, now } from '@taiwa/schema/kernel/time';
import { allowOrigin, removeOrigin } from '@taiwa/schema/modules/access/allowed-origin';
import { readsOf } from '@taiwa/schema/testing/statements';
import { aCompany } from '@taiwa/schema/testing/world';
import { afterAll, afterEach, expect, test } from 'vitest';
import { framePage } from '../src/http/frame-page.ts';
import { ask } from './caller.ts';
import { useTestServer } from './server.ts';

// The page alone is asked for, not what it loads.
const widgets = mkdtempSync(join(tmpdir(), 'taiwa-frame-'));
writeFileSync(join(widgets, 'package.json'), '{"version":"1.0.0"}');
mkdirSync(join(widgets, 'dist/embed/1.0.0'), { recursive: true });
writeFileSync(join(widgets, 'dist/embed/1.0.0/frame-page-x.js'), '');
afterAll(() => rmSync(widgets, { recursive: true }));

const server = useTestServer({
  serves: { folders: [], places: [{ path: '/embed/frame/', page: framePage(widgets) }] },
});
let thaw = () => {};
afterEach(() => thaw());

const frame = (tenantId: string) => ask(`${server.url}/embed/frame/${tenantId}/next`);
const policyOf = async (tenantId: string) => (await frame(tenantId)).headers.get('content-security-policy') ?? '';
const originsRead = async (work: () => Promise<unknown>) =>
  (await readsOf(work)).filter((text) => text.includes('allowed_origin')).length;

test('a hundred frames of a tenant ask the database once, and know at once what changed', async () => {
  const { admin, tenantId } = await aCompany();
  // The clock stands still, so that only a signal can make it read again.
  thaw = freezeTime(now());
  const pages = Array.from({ length: 100 }, () => tenantId);
  expect(await originsRead(() => Promise.all(pages.map(frame)))).toBe(1);
  expect(await policyOf(tenantId)).toContain("frame-ancestors 'none';");
  const { id: originId } = await allowOrigin(freshActor(admin), { origin: 'https://portal.example.com' });
  await expect.poll(() => policyOf(tenantId)).toContain('frame-ancestors https://portal.example.com;');
  await removeOrigin(freshActor(admin), { originId });
  await expect.poll(() => policyOf(tenantId)).toContain("frame-ancestors 'none';");
});

test('what was read is read anew after some seconds, for a process that hears nothing', async () => {
  const { tenantId } = await aCompany();
  const began = now();
  thaw = freezeTime(began);
  const reads = () => originsRead(() => frame(tenantId));
  expect([await reads(), await reads()]).toEqual([1, 0]);
  freezeTime(after(began, 6, 'seconds'));
  expect([await reads(), await reads()]).toEqual([1, 0]);
});

// The last one: this address is told to wait afterwards.
test('who asks for ever more tenants is told to wait before the database is asked', async () => {
  const { tenantId } = await aCompany();
  expect((await frame(tenantId)).status).toBe(200);
  const statuses: number[] = [];
  const reads = await originsRead(async () => {
    for (let at = 0; at < 200; at += 1) statuses.push((await frame(newId('ten'))).status);
  });
  const refused = statuses.filter((status) => status === 429).length;
  expect(refused).toBeGreaterThan(100);
  expect(reads).toBe(statuses.length - refused);
  expect(Number((await frame(newId('ten'))).headers.get('retry-after'))).toBeGreaterThan(0);
  // What somebody asked for lately is there for everybody.
  expect((await frame(tenantId)).status).toBe(200);
});
