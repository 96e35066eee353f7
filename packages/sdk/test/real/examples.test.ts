import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import ts from 'typescript-5';
import { WebSocket } from 'ws';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { SCOPES } from '@taiwa/schema/kernel/scopes';
import { aSession, type CompanyWithSession } from '@taiwa/schema/testing/world';
import { demoTokenOf, keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { isTaiwaError, Taiwa, tokenEndpoint } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { proofKey } from '../../src/proof.ts';
import { embedTokenEndpoint } from '../../src/server.ts';
import { answering, refusal } from '../../src/testing.ts';
import { verifyWebhook } from '../../src/webhooks.ts';
import { TEXTS, THINGS } from '../given.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const server = useTestServer({ trusted: Object.values(trusted) });

/** The code of every example, by file and method, e.g. `sessions.get`. */
async function readExamples(): Promise<Map<string, string>> {
  const resources = (await readdir(`${SRC}/resources`)).map((name) => `resources/${name}`);
  const names = [...resources, 'client.ts', 'core.ts', 'proof.ts', 'server.ts', 'testing.ts', 'webhooks.ts'];
  const found = new Map<string, string>();
  for (const name of names) {
    const source = await readFile(`${SRC}/${name}`, 'utf8');
    const examples = /@example\n((?:\s+\* .*\n)+)\s+\*\/\n\s*(?:export )?(?:async )?(?:function )?\*?(\w+)/g;
    for (const [, lines = '', method] of source.matchAll(examples))
      found.set(`${name.replace(/^resources\/|\.ts$/g, '')}.${method}`, lines.replace(/^\s+\* /gm, ''));
  }
  return found;
}

type Bindings = Record<string, unknown>;

const PUBLIC = { Taiwa, isTaiwaError, tokenEndpoint, proofKey, embedTokenEndpoint, answering, refusal, verifyWebhook };

/** That an example which watches until something ends has said something: nothing ends here. */
class Said extends Error {}

/** Runs an example with what it takes as given; what it watches it watches until it first says something. */
async function run(code: string, given: Bindings): Promise<void> {
  const { outputText } = ts.transpileModule(`export async function example() {\n${code}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const seen = new AbortController();
  const log = (): void => {
    seen.abort();
    if (code.includes('for await') && !code.includes('signal')) throw new Said();
  };
  const names: Bindings = { ...PUBLIC, signal: seen.signal, console: { log }, ...given };
  const body = outputText.replace('export async function', 'return async function');
  // oxlint-disable-next-line typescript/no-implied-eval -- the examples are ours, and are to be run as they are written
  const example = new Function(...Object.keys(names), body)(...Object.values(names)) as () => Promise<void>;
  await example().catch((error: unknown) => {
    if (!(error instanceof Said) && !(isTaiwaError(error) && error.kind === 'abort')) throw error;
  });
}

let world: CompanyWithSession;
let apiKey = '';
let externalId = '';
let examples: Map<string, string>;
const ran = new Set<string>();
const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

// A pause that ends again has begun, wherever it is today; everything else begins when the day is over.
const firstDayOf = (name: string): Date => inDays(name === 'pairs.pause' ? 0 : 1);

const as = (actor: Actor): Taiwa => {
  const fetchToken = async () => ({ token: await demoTokenOf(actor), expiresIn: 300 });
  return new Taiwa({ url: server.url, fetchToken, language: 'en', webSocket: WebSocket });
};
const asKey = (): Taiwa => new Taiwa({ url: server.url, apiKey });

/** Runs the example of a method, with the ids and days of this company in place of those that are written there. */
async function example(name: string, taiwa: Taiwa, given: Bindings = {}): Promise<void> {
  const code = examples.get(name);
  if (code === undefined) throw new Error(`There is no example of ${name}.`);
  const here = code
    .replaceAll(/'ses_\w{26}'/g, `'${world.session}'`)
    .replaceAll(/'pai_\w{26}'/g, `'${world.pair}'`)
    .replaceAll(/'dep_\w{26}'/g, `'${world.departmentId}'`)
    .replaceAll(/'usr_\w{26}'/g, `'${world.ann.userId}'`)
    .replaceAll('https://taiwa.example.com', server.url)
    .replaceAll('2026-10-07T10:00', inDays(7).toISOString().slice(0, 16))
    .replaceAll('2026-10-08T01:00:00Z', inDays(8).toISOString())
    .replaceAll('2026-10-01T01:00:00Z', inDays(-2).toISOString())
    .replaceAll("'2026-10-01'", `'${firstDayOf(name).toISOString().slice(0, 10)}'`)
    .replaceAll('2027-03-31', inDays(30).toISOString().slice(0, 10));
  const ids = {
    url: server.url,
    apiKey,
    sessionId: world.session,
    pairId: world.pair,
    departmentId: world.departmentId,
  };
  try {
    await run(name === 'users.create' ? here : here.replaceAll('E-1024', externalId), { ...ids, taiwa, ...given });
  } catch (error) {
    throw new Error(`The example of ${name} fails: ${here}`, { cause: error });
  } finally {
    taiwa.close();
  }
  ran.add(name);
}

const NONE = 'usr_00000000000000000000000000';
const NOTHING: Bindings = {
  ...Object.fromEntries(TEXTS.map((name) => [name, NONE])),
  ...Object.fromEntries(Object.keys(THINGS).map((name) => [name, { id: NONE, userId: NONE }])),
};

function acceptRefusal(error: unknown): void {
  const cause: unknown = error instanceof Error ? error.cause : error;
  if (!isTaiwaError(cause) || !['problem', 'not_found', 'forbidden', 'auth'].includes(cause.kind)) throw error;
  // The document itself has to be right; what it is about is nothing here.
  if (cause.code.startsWith('GRAPHQL_')) throw error;
}

beforeAll(async () => {
  examples = await readExamples();
  world = await aSession();
  ({ secret: apiKey } = await keyOf(world, ...SCOPES));
  const [row] = await server.tables.query('admin', 'select external_id from app_user where id = $1', [
    world.ann.userId,
  ]);
  externalId = String(row?.external_id);
});

it('those of people and departments run', async () => {
  const { admin, departmentId: parentId } = world;
  for (const name of ['departments.get', 'departments.list', 'users.get', 'users.list', 'audit.list'])
    await example(name, as(admin));
  await example('departments.create', as(admin), { parentId });
  const made = (await as(admin).departments.list()).find((one) => one.externalId === 'D-10')?.id;
  await example('departments.update', as(admin), { departmentId: made });
  await example('departments.move', as(admin), { departmentId: made, parentId });
  await example('departments.remove', as(admin), { departmentId: made });
  await example('users.create', as(admin));
  const { id: userId } = await as(admin).users.get({ externalId: 'E-1024' });
  await example('users.update', as(admin), { userId });
  const { userId: advisorId } = await world.hire('Vic', ['ADVISOR']);
  await example('users.addAdvisorScope', as(admin), { advisorId });
  await example('users.advisorScopes', as(admin), { advisorId });
  const [scope] = await as(admin).users.advisorScopes(advisorId);
  await example('users.removeAdvisorScope', as(admin), { scope });
  await example('access.revokeUser', as(admin), { userId });
  await example('users.deactivate', as(admin), { userId });
  await example('tenant.update', as(admin));
});

it('those of topics run', async () => {
  const { admin } = world;
  for (const name of ['topics.list', 'topics.responses', 'topics.stages', 'topics.questions', 'topics.create'])
    await example(name, as(admin));
  const topics = await as(admin).topics.list();
  const topicId = topics.at(-1)?.id;
  for (const name of ['topics.update', 'topics.hide', 'topics.show']) await example(name, as(admin), { topicId });
  await example('topics.order', as(admin));
});

it('those of a talk run, from its preparation to what is said afterwards', async () => {
  const { ann, bob, admin, session } = world;
  const [topic] = await as(ann).topics.list();
  await example('sessions.prepare', as(ann), { topicId: topic?.id });
  for (const name of [
    'sessions.get',
    'sessions.brief',
    'sessions.markSeen',
    'sessions.presence',
    'sessions.start',
    'sessions.end',
  ])
    await example(name, as(bob));
  for (const name of ['sessions.changes', 'sessions.list']) await example(name, as(ann));
  const [theme] = (await as(ann).sessions.get(session)).themes ?? [];
  for (const name of ['sessions.markThemeDone', 'sessions.reopenTheme']) await example(name, as(ann), { theme });
  for (const name of ['feedback.rate', 'feedback.undoRating', 'feedback.sendImpression']) await example(name, as(ann));
  for (const name of ['feedback.recordAttempt', 'feedback.impressions', 'feedback.received'])
    await example(name, as(bob));
  const { nodes } = await as(bob).feedback.impressions().page();
  await example('feedback.markImpressionRead', as(bob), { impression: nodes[0] });
  await example('hints.leave', as(ann));
  await example('hints.mine', as(ann));
  await example('hints.toReview', as(admin));
  // Hints are reviewed from the day after they were left on.
  const leave = async (text: string) => {
    const hint = await as(ann).hints.leave({ sessionId: session, kind: 'WHAT_HELPED', text });
    await server.tables.query('admin', "update hint set reviewable_at = now() - interval '1 hour'");
    return hint;
  };
  await example('hints.approve', as(admin), { hint: await leave('First.') });
  const second = { hint: await leave('Second.') };
  for (const name of ['hints.reject', 'hints.undoReview']) await example(name, as(admin), second);
  await example('hints.withdraw', as(ann), { hint: await leave('Third.') });
  await example('hints.list', as(ann));
  for (const name of ['viewer.get', 'viewer.pairs', 'viewer.reads', 'viewer.changes']) await example(name, as(ann));
});

it('those of pairs and of planning run', async () => {
  const { ann, bob, eve, admin, pair } = world;
  for (const name of ['pairs.get', 'pairs.list']) await example(name, as(admin));
  await example('sessions.propose', as(ann));
  const planned = async () => {
    const { nodes } = await as(ann)
      .sessions.list({ state: ['PROPOSED', 'SCHEDULED'], pairId: pair })
      .page();
    return { sessionId: nodes[0]?.id };
  };
  await example('sessions.accept', as(bob), await planned());
  await example('sessions.move', as(bob), await planned());
  await example('sessions.cancel', as(ann), await planned());
  await example('sessions.recordHeld', as(bob));
  await example('pairs.create', as(admin), { memberId: ann.userId, counterpartId: eve.userId });
  for (const name of ['pairs.setLevel', 'pairs.setPurpose']) await example(name, as(bob));
  for (const name of ['pairs.pause', 'pairs.resume', 'pairs.end', 'pairs.reopen']) await example(name, as(admin));
});

it('those of keys, origins and grants run', async () => {
  const { admin } = world;
  for (const name of ['access.createApiKey', 'access.apiKeys', 'access.allowOrigin', 'access.allowedOrigins'])
    await example(name, as(admin));
  await example('access.createEmbedGrant', asKey());
  const [grant] = await server.tables.query('admin', 'select id from embed_grant limit 1');
  for (const name of ['access.renewEmbedToken', 'access.revokeEmbedGrant'])
    await example(name, asKey(), { grantId: grant?.id });
  const [allowed] = await as(admin).access.allowedOrigins();
  await example('access.removeOrigin', as(admin), { allowed });
  const key = (await as(admin).access.apiKeys()).find(({ name }) => name === 'HR sync');
  await example('access.revokeApiKey', as(admin), { key });
});

it('those of the client and of its other entries run', async () => {
  for (const name of ['client.class', 'client.withResponse', 'core.request']) await example(name, asKey());
  for (const name of ['demo.people', 'demo.signIn'])
    await example(name, new Taiwa({ url: server.url }), { ann: { userId: 'x' } });
  await example('proof.proofKey', asKey());
  await example('server.embedTokenEndpoint', asKey(), { app: express() });
  await example('testing.refusal', asKey());
  await example('testing.answering', asKey());
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = JSON.stringify({ type: 'session.ended', timestamp: inDays(0), data: { subject: {}, ids: {} } });
  const signature = new Webhook(secret).sign('evt_1', inDays(0), body);
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  await example('webhooks.verifyWebhook', asKey(), { request: { headers }, body, secret });
  await example('access.revokeTenant', as(world.admin));
});

// Whatever is in no story above is asked without the things it is about: the API understands it and answers by its rules.
it('those of all other methods are understood', async () => {
  const others = [...examples.keys()].filter((name) => !ran.has(name));
  for (const name of others) await example(name, as(world.admin), NOTHING).catch(acceptRefusal);
  expect(ran.size).toBeGreaterThan(75);
}, 180_000);
