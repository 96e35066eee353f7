import { expect, test } from 'vitest';
import { asSystem } from '../../kernel/database.ts';
import { retentionRules } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { readsOf } from '../../testing/statements.ts';
import { aSession, seenBy } from '../../testing/world.ts';
import { createPair } from '../pairs/pair.ts';
import './session.jobs.ts';
import { prepareSession } from './preparation.ts';
import { enterSession } from './presence.ts';
import { proposeSession } from './session.ts';

const tables = useTestDatabase();

const HOME = `{ viewer { user { name } tenant { name timeZone } roles
  nextSession { id startsAt state actions viewerPart member { name } counterpart { name } themes { title response { name } }
    preparation { note seen } brief { headline style { advice } stage { name } } }
  pairs { nodes { id member { name } counterpart { name } stage { name } plannedCount heldCount nextSession { startsAt } openThemes { title } } } } }`;

test('the home of somebody with seven pairs takes as many statements as with one', async () => {
  const { admin, ann, bob, hire, session } = await aSession();
  await prepareSession(ann, { sessionId: session, themes: [{ freeTopic: 'x', response: 'LISTEN' }], note: 'n' });
  const home = () =>
    readsOf(async () => {
      const answer = await run<{ viewer: { nextSession: { id: string } } }>(bob, HOME);
      expect(answer.errors).toBeUndefined();
      expect(answer.data?.viewer.nextSession.id).toBe(session);
    });
  await home();
  const one = await home();
  for (const day of [1, 2, 3, 4, 5, 6]) {
    const memberId = (await hire(`M${day}`)).userId;
    const { id } = await createPair(admin, { memberId, counterpartId: bob.userId, kind: 'OTHER' });
    await proposeSession(bob, { pairId: id, startsAt: after(now(), day, 'days') });
  }
  expect((await home()).length).toBe(one.length);
  expect(one.length).toBeLessThanOrEqual(7);
});

test('the purge takes away open pages that went without a word, and leaves the others', async () => {
  const { ann, bob, session } = await aSession();
  const [gone, here] = [await enterSession(ann, session), await enterSession(bob, session)];
  await tables.query('admin', `update presence set until = now() - interval '1 second' where id = $1`, [gone]);
  const purge = retentionRules().get('Presence')?.purge;
  expect(await asSystem('purge', async (db) => purge?.(db))).toBe(1);
  const rows = await seenBy(bob, (db) => db.presence.findMany({ where: { sessionId: session } }));
  expect(rows.map(({ id }) => id)).toEqual([here]);
});
