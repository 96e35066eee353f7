import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ask, openAs, send } from './caller.ts';
import { launchMain, newFolder, readyAt, stop, type TestProcess } from './process.ts';

const SLOW = 240_000;

/** A token of the demo's person with this external id. */
async function signIn(url: string, externalId: string): Promise<string> {
  const people = await send(url, '{ demoPeople { userId externalId } }');
  const person = people.body.data?.demoPeople.find((one: { externalId: string }) => one.externalId === externalId);
  const query = 'mutation($id: ID!) { demoSignIn(input: { userId: $id }) { ... on DemoToken { token } } }';
  return (await send(url, query, { variables: { id: person.userId } })).body.data?.demoSignIn.token;
}

const openDepartment = async (url: string, token: string, text: string) => {
  const query =
    'mutation($input: CreateDepartmentInput!) { createDepartment(input: $input) { __typename ... on Department { id } } }';
  return (await send(url, query, { token, variables: { input: { name: text, nameEn: text } } })).body.data;
};

const namesOf = async (url: string, token: string): Promise<string[]> => {
  const { body } = await send(url, '{ departments { name } }', { token });
  return (body.data?.departments ?? []).map(({ name }: { name: string }) => name);
};

describe('a process on its own folder', () => {
  test(
    'starts filled, answers, refuses a second one, stops, and starts again with the same data',
    async () => {
      const folder = newFolder();
      const first = launchMain({ PORT: '0', TAIWA_DATA: folder });
      const url = await readyAt(first);
      expect(first.stderr()).toBe('');
      const token = await signIn(url, 'demo-4-admin');
      await openDepartment(url, token, 'Kept');

      const second = launchMain({ PORT: '0', TAIWA_DATA: folder });
      expect(await second.ended).toBe(3);
      expect(second.stderr()).toMatch(/^taiwa: .+in use.+\n$/);

      const socket = await openAs(`${url.replace('http', 'ws')}/graphql`, token);
      expect((await ask(`${url}/readyz`)).status).toBe(200);
      first.child.kill('SIGTERM');
      await expect.poll(async () => (await ask(`${url}/readyz`)).status, { interval: 20 }).toBe(503);
      // Who has not heard of it yet is still answered.
      expect((await send(url, '{ __typename }')).status).toBe(200);
      expect(await socket.closed).toMatchObject({ code: 1012, reason: expect.stringMatching(/retryAfterMs=\d+$/) });
      expect(await first.ended).toBe(0);

      const again = launchMain({ PORT: '0', TAIWA_DATA: folder });
      const newUrl = await readyAt(again);
      expect(await namesOf(newUrl, await signIn(newUrl, 'demo-4-admin'))).toContain('Kept');
      expect(await stop(again)).toBe(0);

      const moved = join(folder, 'keys-elsewhere');
      renameSync(join(folder, 'keys'), moved);
      const strange = launchMain({ PORT: '0', TAIWA_DATA: folder });
      expect(await strange.ended).toBe(10);
      expect(strange.stderr()).toMatch(/^taiwa: The keys in .+ are not those of this database.+\n$/);

      const reset = launchMain({ PORT: '0', TAIWA_DATA: folder }, '--reset');
      const resetUrl = await readyAt(reset);
      expect(await namesOf(resetUrl, await signIn(resetUrl, 'demo-4-admin'))).not.toContain('Kept');

      // A second one touches nothing of a demo that runs, whatever port it asks for.
      const other = launchMain({ PORT: '0', TAIWA_DATA: folder }, '--reset');
      expect(await other.ended).toBe(3);
      expect(await namesOf(resetUrl, await signIn(resetUrl, 'demo-4-admin'))).toContain('営業部');
      expect(await stop(reset)).toBe(0);
      rmSync(moved);
    },
    SLOW,
  );

  test(
    'survives being killed at any moment of its first start, and loses nothing it said it had',
    async () => {
      const folder = newFolder();
      const rounds = process.env.TAIWA_LONG ? 12 : 4;
      for (let round = 0; round < rounds; round += 1) {
        const killed = launchMain({ PORT: '0', TAIWA_DATA: folder });
        // Anywhere from before the cluster is made to the middle of filling it.
        const moment = [900, 2_200, 3_500, 5_000][round % 4] ?? 0;
        await Promise.race([sleep(moment + Math.random() * 1_000), killed.ended]);
        killed.child.kill('SIGKILL');
        await killed.ended;
      }
      const written: string[] = [];
      let running: TestProcess = launchMain({ PORT: '0', TAIWA_DATA: folder });
      for (let round = 0; round < 2; round += 1) {
        const url = await readyAt(running);
        const token = await signIn(url, 'demo-4-admin');
        const process = running;
        const kill = sleep(300 + Math.random() * 500).then(() => process.child.kill('SIGKILL'));
        for (let count = 0; ; count += 1) {
          const name = `Round ${round} number ${count}`;
          const done = await openDepartment(url, token, name).catch(() => null);
          if (!done) break;
          written.push(name);
        }
        await kill;
        await running.ended;
        running = launchMain({ PORT: '0', TAIWA_DATA: folder });
      }
      const url = await readyAt(running);
      const found = await namesOf(url, await signIn(url, 'demo-4-admin'));
      expect(written.length).toBeGreaterThan(0);
      expect(written.filter((name) => !found.includes(name))).toEqual([]);
      const people = await send(url, '{ demoPeople { externalId } }');
      expect(people.body.data?.demoPeople.length).toBeGreaterThanOrEqual(6);
      expect(await stop(running)).toBe(0);
      expect(existsSync(join(folder, 'keys'))).toBe(true);
    },
    SLOW,
  );
});
