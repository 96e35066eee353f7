import { join } from 'node:path';
import { findRunning, configFor } from '@taiwa/postgres';
import { jobActor } from '@taiwa/schema/kernel/actor';
import { connectDatabase, transact, useDatabase } from '@taiwa/schema/kernel/database';
import { shredPersonKey } from '@taiwa/schema/kernel/person-keys';
import { expect, test } from 'vitest';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, stop } from './process.ts';

const OPENED = '{ viewer { impressions(first: 100) { nodes { text author { id } } } } }';

interface Opened {
  readonly text: string;
  readonly author: { readonly id: string };
}

/** Shreds a key as another process would: in the database of a server that runs. */
async function shred(folder: string, tenantId: string, userId: string): Promise<void> {
  const access = findRunning(join(folder, 'database'));
  if (!access) throw new Error('No database is running.');
  const database = connectDatabase({ app: configFor(access, 'app'), system: configFor(access, 'system') });
  useDatabase(database);
  try {
    await transact(jobActor(tenantId, 'test'), (db) => shredPersonKey(db, tenantId, userId));
  } finally {
    useDatabase(undefined);
    await database.close();
  }
}

test('a server forgets the key of a person at once when another process shreds it', async () => {
  const folder = join(newFolder(), 'data');
  const running = launchMain({ TAIWA_DATA: folder, PORT: '0' });
  const url = await readyAt(running);
  const people: { userId: string; externalId: string }[] = (await send(url, '{ demoPeople { userId externalId } }'))
    .body.data?.demoPeople;
  const signIn = async (part: string) => {
    const id = people.find(({ externalId }) => externalId.endsWith(part))?.userId;
    const text = 'mutation($id: ID!) { demoSignIn(input: { userId: $id }) { ... on DemoToken { token } } }';
    const token: string = (await send(url, text, { variables: { id } })).body.data?.demoSignIn.token;
    return { id, token };
  };
  const [ann, bob] = [await signIn('member'), await signIn('manager')];
  const change = async (name: string, input: object) => {
    const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const text = `mutation($input: ${Name}Input!) { it: ${name}(input: $input) { ... on Node { id } ... on Problem { code } } }`;
    const { body } = await send(url, text, { token: ann.token, variables: { input } });
    expect([name, body.errors, body.data?.it.code]).toEqual([name, undefined, undefined]);
    return body.data?.it.id as string;
  };
  const mine = '{ viewer { tenant { id } pairs(first: 5) { nodes { id counterpart { id } } } } }';
  const { tenant, pairs } = (await send(url, mine, { token: ann.token })).body.data?.viewer ?? {};
  const pairId = pairs.nodes.find(({ counterpart }: { counterpart: { id: string } }) => counterpart.id === bob.id).id;
  const startedAt = new Date(Date.now() - 70 * 60_000).toISOString();
  const sessionId = await change('recordHeld', { pairId, startedAt, minutes: 30 });
  await change('sendImpression', { sessionId, text: 'Thank you for today.' });
  const read = async (): Promise<string[]> => {
    const nodes: Opened[] = (await send(url, OPENED, { token: bob.token })).body.data?.viewer.impressions.nodes;
    return nodes.filter(({ author }) => author.id === ann.id).map(({ text }) => text);
  };
  expect(await read()).toContain('Thank you for today.');
  await shred(folder, tenant.id, ann.id ?? '');
  // Well within the minutes for which a process keeps a key that nobody tells it about.
  await expect.poll(read).not.toContain('Thank you for today.');
  expect(await read()).toContain('');
  expect(await stop(running)).toBe(0);
}, 120_000);
