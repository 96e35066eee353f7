import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openEmbedded } from '@taiwa/postgres';
import pg from 'pg';
import { expect, test } from 'vitest';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, runCli, stop } from './process.ts';

const COMPANY = ['--tenant', '青空株式会社', '--admin', 'E001', '--family-name', '山田', '--given-name', '花子'];

/** Runs one statement as a superuser on the database of a folder that nobody uses. */
async function ask(folder: string, statement: string): Promise<Record<string, unknown>[]> {
  const embedded = await openEmbedded({ folder: join(folder, 'database') });
  const client = new pg.Client(embedded.config('admin'));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
    await embedded.stop();
  }
}

const COUNTS = `select (select count(*)::int from app_user) as people, (select count(*)::int from api_key) as keys,
  (select string_agg(name, ',' order by id) from topic) as topics, (select md5(string_agg(digest, '' order by tenant_id, seq)) from audit_entry) as trail`;

let changes = 0;

/** The same backup with its lines changed. */
function rewritten(file: string, change: (text: string) => string): string {
  const other = `${file}.${(changes += 1)}`;
  writeFileSync(other, gzipSync(change(gunzipSync(readFileSync(file)).toString('utf8'))));
  return other;
}

test('a backup taken while the server works is proved, and puts everything back', async () => {
  const room = newFolder();
  const folder = join(room, 'data');
  mkdirSync(folder, { mode: 0o755 });
  const env = { TAIWA_DATA: folder };
  const file = join(room, 'taiwa.backup');

  const founded = await runCli(env, 'init', ...COMPANY);
  const [, token = ''] = /API key +(sk_live_\S+)/.exec(founded.stdout) ?? [];
  const running = launchMain({ ...env, PORT: '0', TAIWA_DEMO: 'off' });
  const url = await readyAt(running);
  await expect
    .poll(async () => (await send(url, '{ auditEntries(first: 50) { nodes { action } } }', { token })).text)
    .toContain('apiKey.created');
  const taken = await runCli(env, 'backup', file);
  expect(taken.stderr).toBe('');
  expect(taken.stdout).toMatch(
    /taiwa\.backup {2}\d+ tables, \d{2,} rows, 1 trails whole\n.+person-keys {2}\d+ keys of people, in the place of those before\n$/,
  );
  expect(taken.status).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = await runCli(env, 'backup', file);
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is there already. Nothing was written.')]);
  const busy = await runCli(env, 'restore', file, '--replace');
  expect(busy.status).toBe(3);
  expect(await stop(running)).toBe(0);

  const second = join(room, 'second.backup');
  expect((await runCli(env, 'backup', second)).status).toBe(0);
  const [before] = await ask(folder, COUNTS);
  await ask(folder, "delete from topic; update app_user set family_name = 'X'");

  const careful = await runCli(env, 'restore', second);
  expect([careful.status, careful.stderr]).toEqual([2, expect.stringContaining('Give --replace')]);

  const half = join(room, 'half.backup');
  writeFileSync(half, readFileSync(second).subarray(0, 2_000));
  const bad: [file: string, status: number, says: RegExp][] = [
    [half, 2, /is no backup of Taiwa, or is damaged/],
    [join(room, 'nothing'), 2, /is no backup of Taiwa, or is damaged/],
    [
      rewritten(second, (text) => text.replace('"taiwaBackup":1', '"taiwaBackup":9')),
      2,
      /another release \(format 9\)/,
    ],
    [rewritten(second, (text) => text.replace('_tables":"', '_tables":"0')), 9, /another release .+ is another here/],
    [
      rewritten(second, (text) => text.replace('_fences":"', '_fences":"x","20991231000000_later":"')),
      9,
      /another release .+ restore with that release/,
    ],
  ];
  for (const [wrong, status, says] of bad) {
    const refused = await runCli(env, 'restore', wrong, '--replace');
    expect([refused.status, refused.stderr]).toEqual([status, expect.stringMatching(says)]);
  }
  const forged = rewritten(second, (text) => text.replace(/"family_name": "[^"]+"/, '"family_name": "偽名"'));
  const told = await runCli(env, 'restore', forged, '--replace');
  expect([told.status, told.stdout]).toEqual([1, expect.stringMatching(/NOT AS IT WAS {2}app_user/)]);
  expect((await ask(folder, 'select count(*)::int as topics from topic'))[0]).toEqual({ topics: 0 });

  const elsewhere = {
    ...env,
    TAIWA_KEYS: `k9:${Buffer.alloc(32, 1).toString('base64')},pepper:${Buffer.alloc(32).toString('base64')}`,
  };
  expect((await runCli(elsewhere, 'restore', second, '--replace')).status).toBe(10);

  const restored = await runCli(env, 'restore', second, '--replace');
  expect(restored.stderr).toBe('');
  expect(restored.status).toBe(0);
  expect((await ask(folder, COUNTS))[0]).toEqual(before);
  const served = launchMain({ ...env, PORT: '0', TAIWA_DEMO: 'off' });
  const found = await send(await readyAt(served), '{ users(first: 5) { nodes { familyName } } }', { token });
  expect(found.body.data?.users.nodes).toEqual([{ familyName: '山田' }]);
  expect(await stop(served)).toBe(0);
}, 300_000);
