import { createClient } from 'graphql-sse';
import { operation, subscription } from '@taiwa/schema/kernel/operation';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { schema } from '@taiwa/schema/schema';
import { aPair } from '@taiwa/schema/testing/world';
import { type GraphQLError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { codeOf, demoTokenOf, embedTokenOf, openAs, send } from './caller.ts';
import { useTestServer } from './server.ts';
import { errorOf } from './watching.ts';

const page = (fields: string) => `(first: 100) { nodes { ${fields} } }`;
const one = (fields: string) => `(first: 1) { nodes { ${fields} } }`;
const PAIR = (fields: string) => `sessionChanged(sessionId: "ses_x") { pair { ${fields} } }`;

const DEAR = `pairs${page(`sessions${page(`pair { sessions${page('id')} }`)}`)}`;
const DEEP = `pairs${one(`sessions${one(`pair { sessions${one(`pair { sessions${one('id')} }`)} }`)}`)}`;
const LONG = 'pairs(first: 101) { nodes { id } }';
const REFUSED: readonly (readonly [string, string, string])[] = [
  ['is too dear', DEAR, 'COST_EXCEEDED'],
  ['is too deep', DEEP, 'COST_EXCEEDED'],
  ['has a page that is too long', LONG, 'BAD_USER_INPUT'],
];
const LIVE: readonly (readonly [string, string, string])[] = [
  ['is too dear', PAIR(`sessions${page(`pair { sessions${page('id')} }`)}`), 'COST_EXCEEDED'],
  ['is too deep', PAIR(`sessions${one(`pair { sessions${one(`pair { sessions${one('id')} }`)} }`)}`), 'COST_EXCEEDED'],
  ['has a page that is too long', PAIR('sessions(first: 101) { nodes { id } }'), 'BAD_USER_INPUT'],
];

const documents = (roots: readonly (readonly [string, string, string])[], kind: string) =>
  roots.map(([what, root, code]) => [`${kind} that ${what}`, `${kind} { ${root} }`, code] as const);

const queries = documents(REFUSED, 'query');
const subscriptions = documents(LIVE, 'subscription');
const server = useTestServer({ trusted: [...queries, ...subscriptions].map(([, text]) => text) });

describe.each([...queries, ...subscriptions])('a %s is refused where answers come live', (_what, document, code) => {
  test('on a socket', async () => {
    const socket = await openAs(server.socketUrl, await demoTokenOf((await aPair()).ann));
    expect((await errorOf(socket, socket.begin(document, {}))).extensions.code).toBe(code);
    socket.close();
  });

  test('over a stream', async () => {
    expect(await streamed(await demoTokenOf((await aPair()).ann), document)).toEqual([code]);
  });
});

describe.each(queries)('a %s is refused', (_what, query, code) => {
  test('over HTTP, as one of its own and as a trusted one, the first time and again', async () => {
    const { ann } = await aPair();
    const [demo, embed] = [await demoTokenOf(ann), await embedTokenOf(ann)];
    for (const token of [demo, embed, embed]) {
      const answer = await send(server.url, query, { token });
      expect([answer.status, codeOf(answer), answer.body.data]).toEqual([400, code, undefined]);
    }
  });

  test('inside of the process', async () => {
    const { ann } = await aPair();
    const { data, errors = [] } = await operation({ schema, document: parse(query), contextValue: { actor: ann } });
    expect([data, errors.map(codeIn)]).toEqual([null, [code]]);
  });
});

describe.each(subscriptions)('a %s is refused', (_what, query, code) => {
  test('inside of the process', async () => {
    const { ann } = await aPair();
    const begun = await subscription({ schema, document: parse(query), contextValue: { actor: ann } });
    expect('errors' in begun && begun.errors?.map(codeIn)).toEqual([code]);
  });
});

const codeIn = ({ originalError, extensions }: GraphQLError): unknown =>
  extensions['code'] ?? (originalError instanceof Refusal ? originalError.code : undefined);

async function streamed(token: string, query: string): Promise<unknown[]> {
  const headers = { authorization: `Bearer ${token}` };
  const client = createClient({ url: `${server.url}/graphql`, retryAttempts: 0, headers });
  const codes: unknown[] = [];
  for await (const { errors = [] } of client.iterate({ query }))
    codes.push(...errors.map(({ extensions }) => extensions?.['code']));
  client.dispose();
  return codes;
}
