import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../kernel/actor.ts';
import { useReadHook } from '../kernel/reads.ts';
import { freezeTime } from '../kernel/time.ts';
import { recordAttempt } from '../modules/feedback/attempt.ts';
import { leaveHint } from '../modules/hints/hint.ts';
import { setPairLevel } from '../modules/pairs/pair-level.ts';
import { setPairPurpose } from '../modules/pairs/pair-purpose.ts';
import { askForRestriction } from '../modules/privacy/restriction.ts';
import { prepareSession } from '../modules/sessions/preparation.ts';
import { aCrowd, aServer, type Crowd } from '../testing/crowded-company.ts';
import { useTestDatabase } from '../testing/database.ts';
import { everythingFor } from '../testing/every-path-told.ts';
import { run } from '../testing/run.ts';

useTestDatabase();

let red: Crowd;
beforeAll(async () => {
  red = await aCrowd('red');
  useReadHook(undefined);
});
afterAll(() => freezeTime(new Date())());

/** What only the two write, and only they may know of. */
async function writeInPrivate({ couple }: Crowd): Promise<void> {
  const { member, counterpart, pair, session, planned } = couple;
  const theme = { freeTopic: 'CANARY later', response: 'LISTEN' } as const;
  await prepareSession(freshActor(member), { sessionId: planned, themes: [theme, theme], note: 'CANARY later' });
  await setPairPurpose(freshActor(member), { pairId: pair, purpose: 'CANARY later' });
  await setPairLevel(freshActor(counterpart), { pairId: pair, level: 5 });
  await recordAttempt(freshActor(counterpart), { sessionId: session, text: 'CANARY later' });
  await leaveHint(freshActor(member), { sessionId: session, kind: 'WHAT_HELPED', text: 'CANARY later' });
}

const onlookers: Readonly<Record<string, (of: Crowd) => Actor>> = {
  'the counterpart of another pair': ({ others }) => others.counterpart,
  'a colleague': ({ colleague }) => colleague,
  'an advisor of the department': ({ advisor }) => advisor,
  'an administrator': ({ admin }) => admin,
  'a server with every scope': ({ tenantId }) => aServer(tenantId),
};

// Whether a mail was asked for is nobody's secret; when something was read is another moment each time.
const SEARCHES = `{ a: hints(search: "CANARY") { nodes { id } pageInfo { hasNextPage } }
  b: users(filter: { search: "CANARY" }) { nodes { id } pageInfo { hasNextPage } }
  c: sharedHints(search: "CANARY") { nodes { id } pageInfo { hasNextPage } } }`;

const lines = async (actor: Actor) => {
  const told = (await everythingFor(actor, [])).split('\n').toSorted();
  return [...told, JSON.stringify((await run(freshActor(actor), SEARCHES)).data)];
};

describe('what two people write in private', () => {
  test('changes no page, count or hit of anybody else', async () => {
    const before = new Map<string, string[]>();
    for (const [who, of] of Object.entries(onlookers)) before.set(who, await lines(of(red)));
    await writeInPrivate(red);
    for (const [who, of] of Object.entries(onlookers))
      expect([who, await lines(of(red))]).toEqual([who, before.get(who)]);
    const { member } = red.couple;
    expect((await lines(member)).join()).toContain('CANARY later');
  });

  test('nor does what they ask for about themselves, but for the administrator who decides', async () => {
    const { colleague, couple } = red;
    const before = await lines(colleague);
    await askForRestriction(freshActor(couple.member), { reason: 'CANARY reason' });
    expect(await lines(colleague)).toEqual(before);
  });
});
