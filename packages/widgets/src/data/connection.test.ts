import { expect, it } from 'vitest';
import type { Client } from './client.ts';
import { openConnection, type Connection } from './connection.ts';

const settings = {
  url: 'https://taiwa.example.com',
  tokenEndpoint: '',
  fetchToken: () => Promise.resolve({ token: 'good', expiresIn: 300 }),
};

/** A connection whose only element left while something was under way; `done` ends that. */
function leftBehind(): { connection: Connection; client: Client; done: () => void } {
  const connection = openConnection(settings);
  const leave = connection.use();
  const client = connection.client('ja');
  let done = (): void => undefined;
  connection.hold(new Promise<void>((resolve) => (done = resolve)));
  leave();
  return { connection, client, done };
}

const tokenOf = ({ tokens }: Client): Promise<string> | undefined => tokens?.get().catch(({ kind }) => String(kind));

it('closes its clients once the last element left and all that is under way is done', async () => {
  const { client, done } = leftBehind();
  expect(await tokenOf(client)).toBe('good');
  done();
  await expect.poll(() => tokenOf(client)).toBe('abort');
});

it('has new clients for whoever comes next, who may be somebody else', async () => {
  const { connection, client } = leftBehind();
  const next = connection.client('ja');
  expect(next).not.toBe(client);
  expect(await tokenOf(next)).toBe('good');
});

it('waits for nothing where the person signed out', async () => {
  const { connection, client } = leftBehind();
  connection.abandon();
  expect(await tokenOf(client)).toBe('abort');
  const leave = connection.use();
  const next = connection.client('ja');
  connection.hold(new Promise(() => undefined));
  connection.abandon();
  leave();
  await expect.poll(() => tokenOf(next)).toBe('abort');
});
