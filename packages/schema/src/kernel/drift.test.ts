import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { fencesFor } from '../../scripts/fences.ts';
import { difference, readSchema } from '../../scripts/schema-engine.ts';
import { useTestDatabase } from '../testing/database.ts';
import { MIGRATIONS, readMigrations } from './migration-files.ts';

const tables = useTestDatabase();

async function missing(change?: string): Promise<string> {
  const client = new pg.Client(tables.config('admin'));
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin');
    if (change) await client.query(change);
    return await difference(client, await readSchema(), 'sql');
  } finally {
    await client.end();
  }
}

it('has migrations that lead to the schema', async () => {
  expect(await missing()).toBe('');
});

it('writes what leads from the tables to the schema', async () => {
  expect(await missing('alter table topic drop column name_en')).toBe(
    '-- AlterTable\nALTER TABLE "topic" ADD COLUMN     "name_en" TEXT NOT NULL;',
  );
});

it('fences new tables as they are listed, and tells where it had to guess', () => {
  const script = `
CREATE TABLE "theme" (
    "tenant_id" TEXT NOT NULL
);
CREATE TABLE "secret" (
    "tenant_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "counterpart_id" TEXT NOT NULL
);
CREATE TABLE "setting" (
    "id" TEXT NOT NULL
);
CREATE TABLE "tenant" (
    "id" TEXT NOT NULL
);`;
  expect(fencesFor(script).trim().split('\n').slice(1)).toEqual([
    `select taiwa_fence_pair('theme');`,
    `select taiwa_fence_pair('secret'); -- guessed: list the table in permissions.ts`,
    `select taiwa_fence_off('setting'); -- guessed: list the table in permissions.ts`,
    `select taiwa_fence('tenant', 'id');`,
  ]);
  expect(fencesFor('ALTER TABLE "theme" DROP COLUMN "x";')).toBe('');
});

it('has migrations that are read in their order', async () => {
  const migrations = await readMigrations();
  const names = migrations.map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(migrations[0]?.sql).toBe(await readFile(join(MIGRATIONS, names[0] ?? '', 'migration.sql'), 'utf8'));
});
