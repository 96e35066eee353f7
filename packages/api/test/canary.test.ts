import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { send } from './caller.ts';
import { launchMain, newFolder, readyAt, runCli, stop } from './process.ts';

/** A word that stands nowhere else, and a Japanese one, for each place where people write in confidence. */
const canary = (place: string) => `canary ${place} 秘密の言葉 ${Math.random().toString(36).slice(2)}`;
const WORDS = {
  note: canary('note'),
  freeTopic: canary('topic'),
  purpose: canary('purpose'),
  impression: canary('impression'),
  attempt: canary('attempt'),
  hint: canary('hint'),
} as const;

/** The ways in which a text may stand in a file: as it is, as UTF-16, in hex and in base64 at each of its three places. */
function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const shifted = [0, 1, 2].map((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return base64.slice(Math.ceil((shift * 4) / 3) + 1, -4);
  });
  const hex = bytes.toString('hex');
  return [
    bytes,
    Buffer.from(word, 'utf16le'),
    ...[hex, hex.toUpperCase(), ...shifted].map((text) => Buffer.from(text)),
  ];
}

const holds = (text: Buffer, word: string): boolean => formsOf(word).some((form) => text.includes(form));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

interface People {
  readonly url: string;
  readonly ann: string;
  readonly bob: string;
  readonly pairId: string;
}

async function signIn(url: string): Promise<People> {
  const { data } = (await send(url, '{ demoPeople { userId externalId } }')).body;
  const people: { userId: string; externalId: string }[] = data?.demoPeople ?? [];
  const tokenOf = async (part: string): Promise<string> => {
    const id = people.find(({ externalId }) => externalId.endsWith(part))?.userId;
    expect(id, JSON.stringify(people)).toBeDefined();
    const text = 'mutation($id: ID!) { demoSignIn(input: { userId: $id }) { ... on DemoToken { token } } }';
    return (await send(url, text, { variables: { id } })).body.data?.demoSignIn.token;
  };
  const [ann, bob] = [await tokenOf('member'), await tokenOf('manager')];
  const mine = '{ viewer { pairs(first: 5) { nodes { id counterpart { externalId } } } } }';
  const pairs = (await send(url, mine, { token: ann })).body.data?.viewer.pairs.nodes;
  const pair = pairs.find(({ counterpart }: { counterpart: { externalId: string } }) =>
    counterpart.externalId.endsWith('manager'),
  );
  return { url, ann, bob, pairId: pair.id };
}

async function change(url: string, token: string, name: string, input: object): Promise<string> {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const text = `mutation($input: ${Name}Input!) { it: ${name}(input: $input) { __typename ... on Node { id } ... on Problem { code } } }`;
  const { body } = await send(url, text, { token, variables: { input } });
  expect([name, body.errors, body.data?.it.code]).toEqual([name, undefined, undefined]);
  return body.data?.it.id;
}

/** Writes a word into every place through the API, as the two of a pair. */
async function confide({ url, ann, bob, pairId }: People): Promise<void> {
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const planned = await change(url, ann, 'proposeSession', { pairId, startsAt: soon });
  const themes = [{ freeTopic: WORDS.freeTopic, response: 'LISTEN' }];
  await change(url, ann, 'prepareSession', { sessionId: planned, themes, note: WORDS.note });
  await change(url, bob, 'setPairPurpose', { pairId, purpose: WORDS.purpose });
  const startedAt = new Date(Date.now() - 70 * 60_000).toISOString();
  const held = await change(url, bob, 'recordHeld', { pairId, startedAt, minutes: 30 });
  await change(url, ann, 'sendImpression', { sessionId: held, text: WORDS.impression });
  await change(url, bob, 'recordAttempt', { sessionId: held, text: WORDS.attempt });
  await change(url, ann, 'leaveHint', { sessionId: held, kind: 'WHAT_HELPED', text: WORDS.hint });
}

test('what people write in confidence stands in no file: data, write-ahead log, backup, jobs, logs', async () => {
  const room = newFolder();
  const folder = join(room, 'data');
  mkdirSync(folder, { mode: 0o755 });
  const running = launchMain({ TAIWA_DATA: folder, PORT: '0', TAIWA_LOG: 'debug' });
  const people = await signIn(await readyAt(running));
  await confide(people);
  const asked = 'mutation { requestOwnCopy { ... on OwnCopy { id } } }';
  expect((await send(people.url, asked, { token: people.ann })).body.errors).toBeUndefined();
  const ready = '{ viewer { language ownCopies { readyAt } } }';
  await expect
    .poll(async () => (await send(people.url, ready, { token: people.ann })).body.data?.viewer.ownCopies[0]?.readyAt, {
      timeout: 30_000,
    })
    .toMatch(/^\d{4}-\d\d-\d\dT/);
  await change(people.url, people.ann, 'proposeSession', {
    pairId: people.pairId,
    startsAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  });
  const file = join(room, 'taiwa.backup');
  const taken = await runCli({ TAIWA_DATA: folder, TAIWA_LOG: 'debug' }, 'backup', file);
  expect(taken.status).toBe(0);
  const log = Buffer.from(running.stdout() + running.stderr() + taken.stdout + taken.stderr);
  expect(await stop(running)).toBe(0);

  const texts = new Map(filesBelow(room).map((path) => [path, readFileSync(path)]));
  texts.set('backup, unpacked', gunzipSync(readFileSync(file)));
  texts.set('keys of people, unpacked', gunzipSync(readFileSync(join(room, 'person-keys'))));
  texts.set('log', log);
  const finds = (word: string) => [...texts].filter(([, text]) => holds(text, word)).map(([path]) => path);
  // The name of a demo person is kept in clear: the search finds it in the data and in the backup.
  expect(finds('demo-1-member').length).toBeGreaterThan(1);
  for (const [place, word] of Object.entries(WORDS)) expect([place, finds(word)]).toEqual([place, []]);
}, 240_000);
