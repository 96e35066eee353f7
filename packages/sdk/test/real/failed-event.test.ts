import { type Actor, freshActor, personActor } from '@taiwa/schema/kernel/actor';
import { useDatabase } from '@taiwa/schema/kernel/database';
import { forgetPersonKeys } from '@taiwa/schema/kernel/person-keys';
import { admittedAppend, appendSegments } from '@taiwa/schema/modules/transcripts/append';
import { appending } from '@taiwa/schema/modules/transcripts/append-batch';
import { aRecording, said } from '@taiwa/schema/testing/transcripts';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { demoTokenOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa, type TaiwaOptions } from '../../src/client.ts';
import { systemClock } from '../../src/clock.ts';

const server = useTestServer();

/** Lets nobody read for as long as `work` takes: the only connection there is is held. */
async function whileBusy(work: () => Promise<unknown>): Promise<void> {
  const busy = server.tables.connect({ clients: 1, patience: 20 });
  useDatabase(busy);
  let release = () => {};
  const reader = personActor({ tenantId: 'ten', userId: 'usr' });
  const taken = busy.read(reader, () => new Promise<void>((resolve) => (release = resolve)));
  try {
    await work();
  } finally {
    release();
    await taken;
    useDatabase(server.tables.database);
  }
}

/** Notes what a person reads, until there are three texts. */
async function follow(actor: Actor, sessionId: string, texts: string[], options: Partial<TaiwaOptions>): Promise<void> {
  const fetchToken = async () => ({ token: await demoTokenOf(actor), expiresIn: 300 });
  const clock = { ...systemClock, random: () => 0 };
  const taiwa = new Taiwa({ url: server.url, fetchToken, webSocket: WebSocket, clock, ...options } as TaiwaOptions);
  onTestFinished(() => taiwa.close());
  for await (const { text } of taiwa.transcripts.live(sessionId)) if (texts.push(text) === 3) break;
}

test.each<[way: string, options: Partial<TaiwaOptions>]>([
  ['socket', {}],
  ['event stream', { transport: 'sse' }],
])('an event that cannot be answered costs neither of the two a word: %s', async (_way, options) => {
  const { ann, bob, session: sessionId, grantId } = await aRecording();
  const say = (clientId: string, text: string) => ({ sessionId, grantId, segments: [said(clientId, text)] });
  const busy: string[] = [];
  const warn = (line: string): void => void (line.includes('BUSY') && busy.push(line));
  const logger = { debug: () => undefined, warn };
  const [hers, his]: [string[], string[]] = [[], []];
  const following = [
    follow(ann, sessionId, hers, { ...options, logger }),
    follow(bob, sessionId, his, { ...options, logger }),
  ];
  await appendSegments(freshActor(ann), say('a', 'one'));
  await expect.poll(() => [hers, his]).toEqual([['one'], ['one']]);
  const call = await admittedAppend(freshActor(ann), say('b', 'two'));
  await whileBusy(async () => {
    // What opens the words has to be read again.
    forgetPersonKeys();
    await appending.run(call);
    await expect.poll(() => busy.length).toBeGreaterThanOrEqual(2);
  });
  await appendSegments(freshActor(ann), say('c', 'three'));
  await Promise.all(following);
  expect([hers, his]).toEqual([
    ['one', 'two', 'three'],
    ['one', 'two', 'three'],
  ]);
});
