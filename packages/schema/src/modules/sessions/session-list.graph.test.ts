import { describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { forgetPersonKeys } from '../../kernel/person-keys.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { aPair, aSession } from '../../testing/world.ts';
import { aPreparedSession } from '../../testing/prepared-session.ts';
import { createPair } from '../pairs/pair.ts';
import { prepareSession } from './preparation.ts';
import { proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';

useTestDatabase();

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

describe('lists', () => {
  const LIST = `query ($first: Int) { sessions(first: $first) { nodes { id state actions member { name } counterpart { name } proposedBy { id }
    pair { id plannedCount heldCount nextSession { id } openThemes { title } } themes { title response { name } topic { name } }
    preparation { note seen } openThemes { title carriedFrom { id } } presence { name } brief { headline } } } }`;

  test('as many statements for ten sessions as for two', async () => {
    const world = await aPreparedSession();
    const { ann, bob, eve, admin } = world;
    const other = await createPair(admin, { memberId: eve.userId, counterpartId: bob.userId, kind: 'OTHER' });
    for (const day of [10, 11, 12, 13, 14, 15, 16, 17]) {
      const [who, pairId] = day % 2 ? [ann, world.pair] : [eve, other.id];
      const { id } = await proposeSession(who, { pairId, startsAt: inDays(day) });
      await prepareSession(who, { sessionId: id, themes: [{ freeTopic: `day ${day}`, response: 'LISTEN' }] });
    }
    const count = async (first: number) => {
      forgetPersonKeys();
      const reads = await readsOf(async () => {
        const answer = await run<{ sessions: { nodes: unknown[] } }>(bob, LIST, { first });
        expect(answer.errors).toBeUndefined();
        expect(answer.data?.sessions.nodes).toHaveLength(first);
      });
      return reads.length;
    };
    await count(1);
    const two = await count(2);
    expect(await count(10)).toBe(two);
    expect(two).toBeLessThanOrEqual(8);
  });

  test('pages, newest first, forwards and backwards; a cursor of another tenant leads nowhere', async () => {
    const { ann, pair } = await aPair();
    for (const day of [1, 2, 3, 4]) await proposeSession(ann, { pairId: pair, startsAt: inDays(day) });
    const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
      sessions(first: $first, after: $after, last: $last, before: $before) { nodes { startsAt } pageInfo { hasNextPage endCursor startCursor } } }`;
    interface Page {
      sessions: {
        nodes: { startsAt: string }[];
        pageInfo: { endCursor: string; startCursor: string; hasNextPage: boolean };
      };
    }
    const page = async (actor: Actor, variables: object) =>
      (await run<Page>(actor, PAGE, { ...variables })).data?.sessions;
    const first = await page(ann, { first: 3 });
    const second = await page(ann, { first: 3, after: first?.pageInfo.endCursor });
    const dates = [...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ startsAt }) => startsAt);
    expect(dates).toHaveLength(4);
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect([first?.pageInfo.hasNextPage, second?.pageInfo.hasNextPage]).toEqual([true, false]);
    const back = await page(ann, { last: 2, before: second?.pageInfo.startCursor });
    expect(back?.nodes.map(({ startsAt }) => startsAt)).toEqual(dates.slice(1, 3));
    const { ann: strange } = await aPair();
    expect((await page(strange, { first: 3, after: first?.pageInfo.endCursor }))?.nodes).toEqual([]);
  });

  test('filters by state, pair, person and time', async () => {
    const { ann, bob, pair, session } = await aPreparedSession();
    const found = async (filter: string) => {
      const answer = await run<{ sessions: { nodes: { id: string }[] } }>(
        ann,
        `{ sessions(filter: { ${filter} }) { nodes { id } } }`,
      );
      expect(answer.errors).toBeUndefined();
      return answer.data?.sessions.nodes.map(({ id }) => id === session);
    };
    expect(await found('state: [PROPOSED, LIVE]')).toEqual([true]);
    expect(await found('state: [ENDED]')).toEqual([false]);
    expect(await found(`pairId: "${pair}", memberId: "${ann.userId}"`)).toEqual([true, false]);
    expect(await found(`memberId: "${bob.userId}"`)).toEqual([]);
    expect(await found(`startsAfter: "${inDays(1).toISOString()}"`)).toEqual([true]);
    expect(await found(`endedBefore: "${inDays(1).toISOString()}"`)).toEqual([false]);
    const unknown = run(ann, '{ sessions(filter: { state: [SLEEPING] }) { nodes { id } } }');
    await expect(unknown).rejects.toThrow('SLEEPING');
  });

  test("the viewer's next session is the one that goes on, or else the earliest", async () => {
    const { ann, bob, pair, session } = await aSession();
    const soonest = await proposeSession(ann, { pairId: pair, startsAt: inDays(1) });
    const next = async (actor: Actor) =>
      (await run<{ viewer: { nextSession: { id: string } } }>(actor, '{ viewer { nextSession { id } } }')).data?.viewer
        .nextSession?.id;
    expect(await next(bob)).toBe(session);
    await startSession(bob, { sessionId: session });
    expect(await next(ann)).toBe(session);
    await endSession(bob, { sessionId: session });
    expect(await next(ann)).toBe(soonest.id);
  });
});

test('the next session of a pair is the earliest of its own, whatever else is asked of it', async () => {
  const { ann, pair, session } = await aSession();
  const later = await aSession(20, await aPair());
  const answer = await run(ann, '{ pairs { nodes { id nextSession { id } again: nextSession { state } } } }');
  expect(answer.data).toEqual({
    pairs: { nodes: [{ id: pair, nextSession: { id: session }, again: { state: 'SCHEDULED' } }] },
  });
  const other = await run(later.ann, '{ pairs { nodes { nextSession { id } } } }');
  expect(other.data).toEqual({ pairs: { nodes: [{ nextSession: { id: later.session } }] } });
});
