import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import { member, countPeople } from './person.ts';

const script = fileURLToPath(new URL('../python/live.py', import.meta.url));
const isThere = spawnSync('python3', ['--version']).status === 0;
if (!isThere) console.warn('There is no python3: what gql says to the API is not tried.');

test.skipIf(!isThere)('what gql says from Python is understood: pages, a refusal, live changes', async () => {
  const { token, sessionId, prepare } = await member();
  await prepare('before Python');
  const env = { ...process.env, TAIWA_URL: inject('taiwa'), TAIWA_TOKEN: token };
  const child = spawn('python3', [script, sessionId, '2'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const heard = async () => JSON.parse(String((await lines.next()).value)) as unknown;
  expect(await heard()).toHaveLength(await countPeople(token));
  expect(await heard()).toMatchObject({ data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(await heard()).toEqual({ sessionChanged: { preparation: { note: 'before Python' } } });
  await prepare('for Python');
  expect(await heard()).toEqual({ sessionChanged: { preparation: { note: 'for Python' } } });
});
