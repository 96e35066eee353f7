import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { beginContender } from './child.ts';

/** How long the product takes to begin on data that is there. */
export interface ColdStart {
  /** Milliseconds from the start of the process to the first answer, database included. */
  readonly milliseconds: number;
  /** MB of resident memory after the first answer. */
  readonly rss: number;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const MAIN = new URL('../../packages/api/dist/main.js', import.meta.url);
const PATIENCE = 60_000;

async function firstAnswer(port: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  const body = JSON.stringify({ query: '{ viewer { __typename } }' });
  const headers = { 'content-type': 'application/json' };
  while (performance.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body }).catch(() => null);
    if (answer?.status === 200) return void (await answer.text());
    await answer?.text();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The product does not begin.');
}

/** Starts what `npm start` starts, on the folder of the bench, as often as asked; nothing else has the folder open. */
export async function measureColdStart(folder: string, keys: string, times: number): Promise<readonly ColdStart[]> {
  const starts: ColdStart[] = [];
  for (let time = 0; time < times; time += 1) {
    const port = await freePort();
    const began = performance.now();
    const env = {
      NODE_ENV: 'development',
      TAIWA_DATA: folder,
      TAIWA_KEYS: keys,
      PORT: String(port),
      HOST: '127.0.0.1',
    };
    const product = await beginContender({ name: 'npm start', script: MAIN, port, env });
    await firstAnswer(port);
    const milliseconds = performance.now() - began;
    starts.push({ milliseconds, rss: (await product.usage()).rss });
    await product.stop();
  }
  return starts;
}
