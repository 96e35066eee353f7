import { beforeEach, describe, expect, test } from 'vitest';
import { ann, asked, bob, follow, readerOf, signals, stranger, useSmallGraph } from '../testing/small-graph.ts';
import { type Actor, keyActor, personActor } from './actor.ts';
import type { SignalIds } from './signals.ts';

useSmallGraph();
beforeEach(() => void (asked.count = 0));

const ASK = 'subscription($since: Int!, $other: Int!) { readerAsked(since: $since, other: $other) { at } }';
const TWICE = 'subscription($since: Int!) { readerAsked(since: $since, other: $since) { at } }';

type Variables = Readonly<Record<string, number>>;
type Asking = readonly [actor: Actor, variables?: Variables, document?: string];

const USUAL = { since: 0, other: 0 };

/** Has all of them wait for the next event, sends one, and answers what each was told and how often that was worked out. */
async function answered(...askings: readonly Asking[]) {
  const streams = await Promise.all(
    askings.map(([actor, variables = USUAL, document = ASK]) => follow(actor, document, variables)),
  );
  for (const stream of streams) await stream.next();
  asked.count = 0;
  const waiting = streams.map((stream) => stream.next());
  signals.publish('everybody', { one: 'object' } satisfies SignalIds);
  const values = (await Promise.all(waiting)).map(({ value }) => value || {});
  for (const stream of streams) await stream.return();
  return { values, times: asked.count };
}

const toldTo = (values: readonly { readonly data?: unknown }[]) => values.map(({ data }) => data);
const told = (actor: Actor) => ({ readerAsked: { at: readerOf(actor) } });

describe('one event', () => {
  test('is answered once for all connections of a person, whatever grant they came with', async () => {
    const { values, times } = await answered([ann], [{ ...ann, credentialId: 'gra_2', requestId: 'r2' }], [ann]);
    expect(times).toBe(1);
    expect(values[1]).toBe(values[0]);
    expect(values[2]).toBe(values[0]);
  });

  const server = (credentialId: string) => keyActor({ tenantId: ann.tenantId, scopes: ann.scopes, credentialId });
  test.each<[what: string, one: Actor, other: Actor]>([
    ['the person', ann, personActor({ ...ann, userId: bob.userId })],
    ['the tenant', ann, personActor({ ...ann, tenantId: stranger.tenantId })],
    ['the language', ann, personActor({ ...ann, language: 'ja' })],
    ['a scope', ann, personActor({ ...ann, scopes: new Set(['people:read']) })],
    ['a role', ann, personActor({ ...ann, roles: new Set(['ADMIN']) })],
    ['the key', server('key_1'), server('key_2')],
    ['the kind', personActor({ ...ann, userId: '' }), server('')],
  ])('is never shared by two who differ in %s alone', async (_what, one, other) => {
    const { values } = await answered([one], [other], [one], [other]);
    expect(toldTo(values)).toEqual([told(one), told(other), told(one), told(other)]);
  });

  test('is shared by who began elsewhere, and not where an argument says more', async () => {
    expect((await answered([ann], [ann, { since: 7, other: 0 }])).times).toBe(1);
    expect((await answered([ann], [ann, { since: 0, other: 7 }])).times).toBe(2);
    expect((await answered([ann, { since: 1 }, TWICE], [ann, { since: 2 }, TWICE])).times).toBe(2);
    expect((await answered([ann], [ann, { since: 0 }, TWICE])).times).toBe(2);
  });
});
