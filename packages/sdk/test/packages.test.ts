import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SDK = join(ROOT, 'packages/sdk');
const WIDGETS = join(ROOT, 'packages/widgets');

// Everything that is said, and whether it succeeded.
async function run(command: string, args: readonly string[], cwd: string): Promise<{ ok: boolean; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: '', FORCE_COLOR: '0', npm_config_update_notifier: 'false' };
  const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)(command, args, options).then(
    ({ stdout, stderr }) => ({ ok: true, said: stdout + stderr }),
    (error: { stdout: string; stderr: string }) => ({ ok: false, said: error.stdout + error.stderr }),
  );
}

async function succeed(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { ok, said } = await run(command, args, cwd);
  if (!ok) throw new Error(`${command} ${args.join(' ')}: ${said}`);
  return said;
}

const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const compilers = {
  'TypeScript 7': join(ROOT, 'node_modules/typescript/bin/tsc'),
  'TypeScript 5.9': join(ROOT, 'node_modules/typescript-5/bin/tsc'),
};

// Two compilers over all declarations take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder = '';
beforeAll(async () => {
  await succeed(bin('turbo'), ['run', 'build', '--filter=@taiwa/widgets', '--output-logs=errors-only'], ROOT);
  folder = await mkdtemp(join(tmpdir(), 'taiwa-packed-'));
  const packed = await Promise.all(
    [SDK, WIDGETS].map(async (from) => {
      const [{ filename }] = JSON.parse(
        await succeed('npm', ['pack', '--json', '--pack-destination', folder], from).then(jsonIn),
      );
      return `./${filename}`;
    }),
  );
  await writeFile(join(folder, 'package.json'), '{"name":"host","private":true,"type":"module"}');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  await succeed('npm', ['install', ...quiet, ...packed], folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// npm may warn before.
const jsonIn = (said: string): string => said.slice(said.indexOf('['), said.lastIndexOf(']') + 1);

const PAGE = `
import { Taiwa, isTaiwaError, tokenEndpoint, type Session } from '@taiwa/sdk';
import { TaiwaCore } from '@taiwa/sdk/core';
import { proofKey } from '@taiwa/sdk/proof';
import { Sessions } from '@taiwa/sdk/resources/sessions';
import { answering } from '@taiwa/sdk/testing';
import { verifyWebhook } from '@taiwa/sdk/webhooks';
import { embedTokenEndpoint } from '@taiwa/sdk/server';

const taiwa = new Taiwa({ url: 'https://taiwa.test', fetchToken: tokenEndpoint('/token'), proof: proofKey() });
const session: Promise<Session> = taiwa.sessions.get('ses_1');
// @ts-expect-error: a session has no such state to be compared with
session.then(({ state }) => state === 5);
session.catch((error: unknown) => isTaiwaError(error) && error.kind === 'problem' && error.problem.code);
new Sessions(new TaiwaCore({ url: 'https://taiwa.test', apiKey: 'key' })).list({ state: 'ENDED' });
answering({ ListTopics: { topics: [] } });
// @ts-expect-error: a topic is no number
answering({ ListTopics: { topics: [1] } });
export const event = verifyWebhook('{}', new Headers(), 'whsec_x').then((one) => one.type === 'session.ended' && one.data.ids.pairId);
export const POST = embedTokenEndpoint({ url: 'https://taiwa.test', apiKey: 'k', origins: ['https://a.test'], userOf: () => 'E-1' });
`;

const ELEMENTS = `
import '@taiwa/widgets/prep';
import '@taiwa/widgets/provider';
const prep: HTMLElement = document.createElement('taiwa-prep');
document.body.append(prep);
document.createElement('taiwa-provider').url = 'https://taiwa.test';
`;

const HOST = `
import { createServer } from 'node:http';
import express = require('express');
import { embedTokenEndpoint, type NodeRequest } from '@taiwa/sdk/server';
const shared = { url: 'https://taiwa.test', apiKey: 'k', origins: ['https://a.test'] };
express().post('/token', embedTokenEndpoint({ ...shared, userOf: (request: express.Request) => request.get('x-user') }));
createServer(embedTokenEndpoint({ ...shared, userOf: (request: NodeRequest) => String(request.headers['x-user']) }));
`;

/** What a compiler says of these files in a folder of the host. */
async function compile(
  compiler: string,
  name: string,
  files: Record<string, string>,
  options: object,
): Promise<string> {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  for (const [file, code] of Object.entries(files)) await writeFile(join(place, file), code);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'es2022',
    types: [],
    ...options,
  };
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*'] }));
  return (await run(process.execPath, [compiler, '-p', place], place)).said;
}

describe.each(Object.entries(compilers))('what is published, under %s', (_version, compiler) => {
  const lib = ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'];

  it('has types for ES modules, CommonJS and bundlers, declarations checked too', async () => {
    const nodenext = { module: 'nodenext', moduleResolution: 'nodenext', lib };
    const bundler = { module: 'esnext', moduleResolution: 'bundler', lib };
    expect(await compile(compiler, 'node', { 'page.mts': PAGE, 'page.cts': PAGE }, nodenext)).toBe('');
    expect(await compile(compiler, 'bundled', { 'page.ts': PAGE }, bundler)).toBe('');
  });

  it('has types for the elements', async () => {
    const options = { module: 'nodenext', moduleResolution: 'nodenext', lib, skipLibCheck: true };
    expect(await compile(compiler, 'elements', { 'page.mts': ELEMENTS }, options)).toBe('');
  });

  it('has a token endpoint that express and node:http take as it is', async () => {
    const options = { module: 'nodenext', moduleResolution: 'nodenext', lib, skipLibCheck: true };
    const roots = { typeRoots: [join(ROOT, 'node_modules/@types')], types: ['node'] };
    const paths = { paths: { express: [join(ROOT, 'node_modules/@types/express')] } };
    expect(await compile(compiler, 'host', { 'host.cts': HOST }, { ...options, ...roots, ...paths })).toBe('');
  });
});

describe('what is published', () => {
  const USE = `
    const api = answering({ ListTopics: { topics: [] }, Presence: { presence: [] } });
    const taiwa = new Taiwa({ url: 'https://taiwa.test', apiKey: 'k', fetch: api.fetch, webSocket: api.webSocket });
    taiwa.topics.list().then(async (topics) => {
      for await (const people of taiwa.sessions.presence('ses_1')) {
        console.log(topics.length, people.length, isTaiwaError(new TaiwaError('abort', 'x', { code: 'X' })));
        break;
      }
      taiwa.close();
    });
  `;

  it('runs as ES module and as CommonJS, its live part included', async () => {
    const names = '{ Taiwa, TaiwaError, isTaiwaError }';
    const esm = `import ${names} from '@taiwa/sdk';\nimport { answering } from '@taiwa/sdk/testing';\n${USE}`;
    const cjs = `const ${names} = require('@taiwa/sdk');\nconst { answering } = require('@taiwa/sdk/testing');\n${USE}`;
    await writeFile(join(folder, 'run.mjs'), esm);
    await writeFile(join(folder, 'run.cjs'), cjs);
    for (const file of ['run.mjs', 'run.cjs'])
      expect(await run(process.execPath, [file], folder)).toEqual({ ok: true, said: '0 0 true\n' });
  });

  it('does nothing on a server that only imports it', async () => {
    const code = "import '@taiwa/widgets/prep'; import '@taiwa/widgets'; console.log(typeof document)";
    await writeFile(join(folder, 'server.mjs'), code);
    expect(await run(process.execPath, ['server.mjs'], folder)).toEqual({ ok: true, said: 'undefined\n' });
  });

  it('needs nothing of Node and no other package', async () => {
    const dist = join(folder, 'node_modules/@taiwa/sdk/dist');
    const entries = ['client', 'core', 'errors', 'proof', 'server', 'testing', 'tokens', 'webhooks'];
    const graph = new Set(entries.flatMap((name) => importsOf(join(dist, `${name}.js`))));
    const foreign = [...graph].filter((specifier) => !specifier.startsWith('.'));
    expect(graph.size).toBeGreaterThan(5);
    expect(foreign).toEqual([]);
    expect(builtinModules).toContain('fs');
    const { dependencies } = JSON.parse(await readFile(join(SDK, 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
  });

  it('is in order for publint', async () => {
    const { said } = await run(bin('publint'), ['--strict', SDK], SDK);
    expect(said).toContain('All good!');
  });

  it('is in order for attw', async () => {
    const args = ['--pack', SDK, '--profile', 'node16', '--format', 'ascii', '--no-emoji'];
    const { ok, said } = await run(bin('attw'), args, SDK);
    expect(ok, said).toBe(true);
    expect(said).toContain('"@taiwa/sdk/webhooks"');
  });

  it('stays within what a page may load', async () => {
    const { ok, said } = await run(process.execPath, ['scripts/size.mjs'], SDK);
    expect(ok, said).toBe(true);
    expect(said).toMatch(/core and live +\d\.\d\d of 8\.0 KB gz/);
  });
});

/** Every specifier that a built module imports, those of the modules it imports included. */
function importsOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  const own = [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/g)].map(
    ([, specifier = '']) => specifier,
  );
  const deeper = own.filter((one) => one.startsWith('.')).flatMap((one) => importsOf(join(dirname(file), one), seen));
  return [...own, ...deeper];
}
