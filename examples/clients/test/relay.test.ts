import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  Environment,
  fetchQuery,
  Network,
  RecordSource,
  Store,
  type GraphQLResponse,
  type OperationType,
  type RequestParameters,
} from 'relay-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn, url } from './person.ts';

const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taiwa-relay-'));
  await cp(at('../relay'), join(folder, 'src'), { recursive: true });
  await cp(at('../../../packages/schema/schema.graphql'), join(folder, 'schema.graphql'));
  await mkdir(join(folder, 'made'));
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'javascript',
    artifactDirectory: './made',
    eagerEsModules: false,
  };
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}');
  await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the compiler takes fragments, a connection, refetching, a change and a subscription', async () => {
  const made = (await readdir(join(folder, 'made'))).map((name) => name.replace('.graphql.js', ''));
  expect(made.toSorted()).toEqual([
    'peoplePageQuery',
    'peopleQuery',
    'people_list',
    'people_person',
    'talkAgainQuery',
    'talkChangedSubscription',
    'talkPrepareMutation',
    'talk_preparation',
  ]);
});

test('the runtime asks what was compiled and finds the page in its store', async () => {
  const token = await signIn('demo-4-admin');
  const ask = async ({ text: query }: RequestParameters, variables: object): Promise<GraphQLResponse> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as GraphQLResponse;
  };
  const environment = new Environment({ network: Network.create(ask), store: new Store(new RecordSource()) });
  const compiled = createRequire(import.meta.url)(join(folder, 'made/peopleQuery.graphql.js'));
  await fetchQuery<OperationType>(environment, compiled, {}).toPromise();
  const page = environment.getStore().getSource().get('client:root:__people_list_users_connection');
  expect(page?.['pageInfo']).toBeDefined();
  expect(page?.['edges']).toMatchObject({ __refs: { length: 20 } });
});
