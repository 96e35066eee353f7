import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '@taiwa/postgres';
import pg from 'pg';
import { expect, test } from 'vitest';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, runCli, stop } from './process.ts';

const COMPANY = ['--tenant', '青空株式会社', '--admin', 'E001', '--family-name', '山田', '--given-name', '花子'];
const TAIWA_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64')},pepper:${Buffer.alloc(32, 2).toString('base64')}`;

/** Runs one statement as a superuser on the database of a folder that nobody uses. */
async function ask<Row extends object>(folder: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  const embedded = await openEmbedded({ folder: join(folder, 'database') });
  const client = new pg.Client(embedded.config('admin'));
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
    await embedded.stop();
  }
}

const HIRE = `mutation($input: CreateUserInput!) { createUser(input: $input) { __typename ... on User { id } } }`;
const ERASED = `insert into erasure (tenant_id, id, user_id, requested_by_id, due_at, erased_at)
  select tenant_id, 'ers_' || right(id, 26), id, id, now(), now() from app_user where external_id = any($1)`;
const HELD = `insert into legal_hold (tenant_id, id, person_ids, reason, requested_by_id, confirmed_by_id, confirmed_at, expires_at)
  select tenant_id, 'hld_' || right(id, 26), array[id], 'A claim', id, 'x', now(), now() + interval '1 day'
  from app_user where external_id = $1`;
const PEOPLE = `select u.external_id as key, u.latin_name as name, e.erased_at is not null as erased
  from app_user u left join erasure e on e.tenant_id = u.tenant_id and e.user_id = u.id order by u.created_at`;

test('who was erased after a backup stays erased when it is restored elsewhere, and whose data is held waits', async () => {
  const room = newFolder();
  const [first, second] = [
    { TAIWA_DATA: join(room, 'one'), TAIWA_KEYS },
    { TAIWA_DATA: join(room, 'two'), TAIWA_KEYS },
  ];
  const founded = await runCli(first, 'init', ...COMPANY);
  const [, token = ''] = /API key +(sk_live_\S+)/.exec(founded.stdout) ?? [];
  const running = launchMain({ ...first, PORT: '0', TAIWA_DEMO: 'off' });
  const url = await readyAt(running);
  const { body } = await send(url, '{ departments { id } }', { token });
  const departmentId = body.data?.departments[0].id;
  for (const externalId of ['gone', 'held', 'here']) {
    const name = { familyName: '佐藤', givenName: '花', latinName: `Sato ${externalId}` };
    const input = { externalId, ...name, roles: ['MEMBER'], departmentId };
    await send(url, HIRE, { token, variables: { input } });
  }
  expect(await stop(running)).toBe(0);
  await ask(first.TAIWA_DATA, HELD, ['held']);
  const file = join(room, 'taiwa.backup');
  expect((await runCli(first, 'backup', file)).status).toBe(0);
  await ask(first.TAIWA_DATA, ERASED, [['gone', 'held']]);

  const { stdout: tombstones } = await runCli(first, 'erasures');
  expect(tombstones).not.toMatch(/Sato|佐藤/);
  const list = join(room, 'erased.jsonl');
  writeFileSync(list, tombstones);
  const restored = await runCli(second, 'restore', file, '--erased', list);
  expect([restored.stderr, restored.status]).toEqual(['', 0]);
  expect(restored.stdout).toContain('1 people who were erased since the backup are erased again');
  const people = await ask(second.TAIWA_DATA, PEOPLE);
  expect(people.slice(1)).toEqual([
    { key: expect.stringMatching(/^erased-usr_/), name: 'Former member', erased: true },
    { key: 'held', name: 'Sato held', erased: false },
    { key: 'here', name: 'Sato here', erased: false },
  ]);
}, 300_000);
