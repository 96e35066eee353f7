import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { appendSegments } from '@taiwa/schema/modules/transcripts/append';
import { aRecording, type CompanyWithRecording, said } from '@taiwa/schema/testing/transcripts';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { demoTokenOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa, type TaiwaOptions } from '../../src/client.ts';
import { systemClock } from '../../src/clock.ts';
import type { Document } from '../../src/document.ts';

interface Followed {
  readonly transcript: { readonly entries: readonly { readonly seq: number; readonly text?: string }[] };
}

const FOLLOW = `subscription Follow($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  entries { seq ... on TranscriptSegment { text } } } }` as Document<Followed, { id: string; after: number }>;
const server = useTestServer();

/** A proxy of an office: HTTP passes, what asks for another protocol gets no answer but the end of its connection. */
async function officeProxy() {
  const passing = new Set<Socket>();
  const refused: string[] = [];
  const proxy = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', (head) => {
      if (/^upgrade: websocket/im.test(head.toString('latin1'))) {
        refused.push(head.toString('latin1'));
        return client.destroy();
      }
      const behind = connect(server.door.port, '127.0.0.1');
      behind.on('error', () => client.destroy());
      passing.add(client);
      client.on('close', () => {
        passing.delete(client);
        behind.destroy();
      });
      behind.on('close', () => client.destroy());
      behind.write(head);
      client.pipe(behind).pipe(client);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => {
    for (const one of passing) one.destroy();
    proxy.close();
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    refused,
    cut: () => {
      for (const one of passing) one.destroy();
    },
  };
}

function clientOf(url: string, { bob }: CompanyWithRecording, options: Partial<TaiwaOptions> = {}): Taiwa {
  const fetchToken = async () => ({ token: await demoTokenOf(bob), expiresIn: 300 });
  const clock = { ...systemClock, random: () => 0 };
  const taiwa = new Taiwa({ url, fetchToken, webSocket: WebSocket, clock, ...options } as TaiwaOptions);
  onTestFinished(() => taiwa.close());
  return taiwa;
}

const say = ({ ann, session: sessionId, grantId }: CompanyWithRecording, from: number, count: number) =>
  appendSegments(
    { ...ann },
    {
      sessionId,
      grantId,
      segments: Array.from({ length: count }, (_, at) => said(`s${from + at}`, `said ${from + at}`)),
    },
  );

/** The numbers that events bring until one of them; `did` after each event. */
async function upTo(taiwa: Taiwa, id: string, [after, seq]: readonly [number, number], did: (last: number) => unknown) {
  const read: number[] = [];
  for await (const { transcript } of taiwa.watch(FOLLOW, { id, after })) {
    read.push(...transcript.entries.map((entry) => entry.seq));
    await did(read.at(-1) ?? after);
    if ((read.at(-1) ?? 0) >= seq) break;
  }
  return read;
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

test('where a proxy lets no WebSocket through, what is live comes as events after two tries', async () => {
  const world = await aRecording();
  const { url, refused } = await officeProxy();
  const states: string[] = [];
  const hooks = { onLive: ({ state }: { state: string }) => void states.push(state) };
  const taiwa = clientOf(url, world, { hooks });
  let isSaid = false;
  const read = await upTo(taiwa, world.session, [0, 32], async () => {
    if (!isSaid) await say(world, 0, 30);
    isSaid = true;
  });
  expect(read).toEqual(numbers(1, 32));
  expect(refused).toHaveLength(2);
  expect(states.filter((state) => state === 'connected')).toHaveLength(1);
  // The way is kept: the next watch does not try again.
  expect(await upTo(taiwa, world.session, [2, 32], () => {})).toEqual(numbers(3, 32));
  expect(refused).toHaveLength(2);
});

test('after a cut it begins again by itself, and behind what one has nothing is missing or comes twice', async () => {
  const world = await aRecording();
  const { url, cut } = await officeProxy();
  const taiwa = clientOf(url, world, { transport: 'sse' });
  const seen = new Set<number>();
  let last = 0;
  for (let round = 0; round < 5; round += 1) {
    await say(world, round * 10, 10);
    const wanted = 2 + (round + 1) * 10;
    const fresh = await upTo(taiwa, world.session, [last, wanted], () => {});
    for (const seq of fresh) expect(seen.has(seq)).toBe(false);
    for (const seq of fresh) seen.add(seq);
    last = wanted;
    cut();
  }
  expect([...seen]).toEqual(numbers(1, 52));
  let times = 0;
  for await (const { transcript } of taiwa.watch(FOLLOW, { id: world.session, after: 52 })) {
    times += 1;
    if (times === 1) cut();
    if (times === 2) await say(world, 90, 1);
    if (transcript.entries.some(({ seq }) => seq === 53)) break;
  }
  expect(times).toBeGreaterThan(2);
});

test('`transcripts.live` goes over to events where no WebSocket passes, and through cuts misses and doubles nothing', async () => {
  const world = await aRecording();
  const { url, refused, cut } = await officeProxy();
  const texts: string[] = [];
  await say(world, 0, 10);
  for await (const { text } of clientOf(url, world).transcripts.live(world.session)) {
    texts.push(text);
    if (texts.length === 60) break;
    if (texts.length % 10) continue;
    // Half is on its way when the connection breaks, half is said while there is none.
    await say(world, texts.length, 5);
    cut();
    await say(world, texts.length + 5, 5);
  }
  expect(texts).toEqual(Array.from({ length: 60 }, (_, at) => `said ${at}`));
  expect(refused).toHaveLength(2);
});

test('a token that ends while events come is followed by the next', async () => {
  const world = await aRecording();
  let made = 0;
  const fetchToken = async () => {
    made += 1;
    const melt = freezeTime(new Date(now().getTime() - (made === 1 ? 308_000 : 0)));
    const token = await demoTokenOf(world.bob);
    melt();
    return { token, expiresIn: 300 };
  };
  const taiwa = clientOf(server.url, world, { transport: 'sse', fetchToken });
  let isSaid = false;
  for await (const { transcript } of taiwa.watch(FOLLOW, { id: world.session, after: 2 })) {
    if (made === 2 && !isSaid) {
      isSaid = true;
      await say(world, 0, 1);
    }
    if (transcript.entries.length > 0) break;
  }
  expect(made).toBe(2);
});
