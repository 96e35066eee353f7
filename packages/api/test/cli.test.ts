import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '@taiwa/postgres';
import pg from 'pg';
import { expect, test } from 'vitest';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, runCli, stop } from './process.ts';

const ASK = ['init', '--tenant', '青空株式会社', '--admin', 'E001', '--family-name', '山田', '--given-name', '花子'];

/** Runs one statement as a superuser on the database of a folder that nobody uses. */
async function change(folder: string, statement: string): Promise<void> {
  const embedded = await openEmbedded({ folder: join(folder, 'database') });
  const client = new pg.Client(embedded.config('admin'));
  await client.connect();
  await client.query(statement);
  await client.end();
  await embedded.stop();
}

test('the commands found a company, prove its trail and change the key that signs', async () => {
  const folder = join(newFolder(), 'data');
  mkdirSync(folder, { mode: 0o755 });
  const env = { TAIWA_DATA: folder };

  const incomplete = await runCli(env, 'init', '--tenant', 'x');
  expect([incomplete.status, incomplete.stderr]).toEqual([2, 'taiwa: init needs --admin. See taiwa --help.\n']);
  expect((await runCli(env, 'fly')).stderr).toBe('taiwa: There is no command "fly". See taiwa --help.\n');

  const founded = await runCli(env, ...ASK);
  expect(founded.status, founded.stderr).toBe(0);
  const [, secret] = /API key +(sk_live_\S+)/.exec(founded.stdout) ?? [];
  expect(secret).toBeDefined();
  const twice = await runCli(env, ...ASK);
  expect(twice.status).toBe(2);
  expect(twice.stderr).toMatch(/^taiwa: This database has a tenant already.+\n$/);

  // Neither the demo nor its reset goes near a real company.
  for (const args of [[], ['--reset']]) {
    const refused = launchMain({ ...env, PORT: '0' }, ...args);
    expect(await refused.ended).toBe(2);
    expect(refused.stderr()).toMatch(/^taiwa: .*real tenants.+\n$/);
  }

  const running = launchMain({ ...env, PORT: '0', TAIWA_DEMO: 'off' });
  const url = await readyAt(running);
  const query = '{ users(first: 5) { nodes { externalId } } }';
  expect((await send(url, query, { token: secret })).body.data?.users.nodes).toEqual([{ externalId: 'E001' }]);
  expect((await send(url, '{ demoPeople { userId } }')).body.errors).toHaveLength(1);
  const keysBefore = await (await fetch(`${url}/.well-known/jwks.json`)).json();
  await expect
    .poll(async () => (await send(url, '{ auditEntries(first: 50) { nodes { action } } }', { token: secret })).text)
    .toContain('apiKey.created');
  expect(await stop(running)).toBe(0);

  const verified = await runCli(env, 'verify-trail');
  expect(verified.stdout).toMatch(/^ten_\w+ {2}whole, \d+ entries, head [0-9a-f]{64}\n$/);
  expect(verified.status).toBe(0);

  const rotated = await runCli(env, 'rotate-keys');
  expect(rotated.status, rotated.stderr).toBe(0);
  const [, , next] = [0, 0, (keysBefore as { keys: { kid: string }[] }).keys.at(-1)?.kid];
  expect(rotated.stdout).toContain(next);

  await change(folder, "update audit_entry set subject_id = 'other' where seq = 2");
  const broken = await runCli(env, 'verify-trail');
  expect([broken.status, broken.stdout]).toEqual([1, expect.stringMatching(/^ten_\w+ {2}BROKEN at entry 2\n$/)]);
}, 240_000);
