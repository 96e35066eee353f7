import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { freezeTime } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aCompany, aPair, seenBy } from '../../testing/world.ts';
import { deactivateUser } from '../tenancy/user.ts';
import { setPairLevel } from './pair-level.ts';
import { pausePair, resumePair } from './pair-pause.ts';
import { purposeOf, setPairPurpose } from './pair-purpose.ts';
import { createPair, endPair } from './pair.ts';

const tables = useTestDatabase();
afterEach(() => freezeTime(new Date())());

const rowOf = (actor: Actor, id: string) => seenBy(actor, (db) => db.pair.findFirstOrThrow({ where: { id } }));
const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('making a pair', () => {
  test('the same two are one active pair of a kind, also when two administrators press at once', async () => {
    const { admin, hire } = await aCompany();
    const [ann, bob] = [await hire('Ann'), await hire('Bob')];
    const input = { memberId: ann.userId, counterpartId: bob.userId, kind: 'MANAGER_MEMBER' as const };
    const both = await Promise.allSettled([createPair(freshActor(admin), input), createPair(freshActor(admin), input)]);
    const codes = both.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'made'));
    expect(codes.sort()).toEqual(['DUPLICATE', 'made']);
    await createPair(admin, { ...input, kind: 'OTHER' });
    await createPair(admin, { ...input, memberId: bob.userId, counterpartId: ann.userId });
  });

  test('nobody is a pair with themselves, with who has left, or with somebody of another company', async () => {
    const { admin, hire } = await aCompany();
    const [ann, gone] = [await hire('Ann'), await hire('Gone')];
    const stranger = await (await aCompany()).hire('Stranger');
    const withAnn = (counterpartId: string) =>
      createPair(admin, { memberId: ann.userId, counterpartId, kind: 'OTHER' });
    await expect(withAnn(ann.userId)).rejects.toMatchObject({ issues: [{ path: ['counterpartId'] }] });
    await deactivateUser(admin, { userId: gone.userId });
    await expect(withAnn(gone.userId)).rejects.toMatchObject({ issues: [{ path: ['counterpartId'] }] });
    await expect(withAnn(stranger.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('only administrators and servers make and end pairs', async () => {
    const { admin, server, ann, bob, eve, pair } = await aPair();
    const input = { memberId: ann.userId, counterpartId: eve.userId, kind: 'OTHER' as const };
    for (const actor of [ann, bob, eve, server('pairs:read')])
      await expect(createPair(actor, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(endPair(bob, { pairId: pair })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(endPair(eve, { pairId: pair })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const stranger = (await aCompany()).admin;
    await expect(endPair(stranger, { pairId: pair })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await createPair(server('people:read', 'pairs:read', 'pairs:write'), input);
    await endPair(admin, { pairId: pair });
    const ended = await rowOf(admin, pair);
    expect(ended.endedAt).not.toBeNull();
    await endPair(admin, { pairId: pair });
    expect(await rowOf(admin, pair)).toEqual(ended);
  });
});

describe('the level', () => {
  test('is set by either, with history; the same level again adds nothing', async () => {
    const { ann, bob, pair } = await aPair();
    await setPairLevel(bob, { pairId: pair, level: 2 });
    await setPairLevel(ann, { pairId: pair, level: 4 });
    await setPairLevel(ann, { pairId: pair, level: 4 });
    expect((await rowOf(ann, pair)).level).toBe(4);
    const history = await seenBy(bob, (db) =>
      db.pairLevel.findMany({ where: { pairId: pair }, orderBy: { id: 'asc' } }),
    );
    expect(history.map(({ level, setById }) => [level, setById])).toEqual([
      [2, bob.userId],
      [4, ann.userId],
    ]);
  });

  test('is one of six, of an active pair, and nobody else’s to set', async () => {
    const { ann, eve, admin, server, pair } = await aPair();
    for (const level of [0, 7, 2.5])
      await expect(setPairLevel(ann, { pairId: pair, level })).rejects.toMatchObject({ issues: [{ path: ['level'] }] });
    await expect(setPairLevel(eve, { pairId: pair, level: 2 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const actor of [admin, server()])
      await expect(setPairLevel(actor, { pairId: pair, level: 2 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await endPair(admin, { pairId: pair });
    await expect(setPairLevel(ann, { pairId: pair, level: 2 })).rejects.toMatchObject({ code: 'ENDED' });
  });
});

describe('the purpose', () => {
  test('is read by the two, sealed in the database, and cleared by nothing', async () => {
    const { ann, bob, admin, server, pair } = await aPair();
    await setPairPurpose(ann, { pairId: pair, purpose: '安心して話す\nための時間' });
    const row = await rowOf(bob, pair);
    expect(await purposeOf(freshActor(bob), row)).toBe('安心して話す\nための時間');
    expect(await purposeOf(freshActor(admin), row)).toBeNull();
    expect(await purposeOf(server(), row)).toBeNull();
    const [raw] = await tables.query('admin', `select encode(purpose, 'escape') as purpose from pair where id = $1`, [
      pair,
    ]);
    expect(raw?.purpose).not.toContain('安心');
    await setPairPurpose(bob, { pairId: pair, purpose: '  ' });
    expect((await rowOf(ann, pair)).purpose).toBeNull();
  });

  test('has at most 500 characters and no characters that are none', async () => {
    const { ann, admin, pair } = await aPair();
    for (const purpose of ['あ'.repeat(501), 'a\0', '\ud83d', 'x'.repeat(1_000_000)])
      await expect(setPairPurpose(ann, { pairId: pair, purpose })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(setPairPurpose(admin, { pairId: pair, purpose: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('pauses', () => {
  test('do not overlap, also open ones', async () => {
    const { ann, bob, pair } = await aPair();
    await pausePair(ann, { pairId: pair, from: day('2027-01-10'), until: day('2027-01-20') });
    for (const [from, until] of [
      ['2027-01-20', '2027-01-25'],
      ['2027-01-01', '2027-01-10'],
      ['2027-01-12', '2027-01-13'],
    ] as const)
      await expect(pausePair(bob, { pairId: pair, from: day(from), until: day(until) })).rejects.toMatchObject({
        code: 'PAUSED',
      });
    await expect(pausePair(bob, { pairId: pair, from: day('2027-01-05') })).rejects.toMatchObject({ code: 'PAUSED' });
    await pausePair(bob, { pairId: pair, from: day('2027-01-21') });
    await expect(pausePair(bob, { pairId: pair, from: day('2028-01-01') })).rejects.toMatchObject({ code: 'PAUSED' });
    const backwards = pausePair(bob, { pairId: pair, from: day('2026-12-02'), until: day('2026-12-01') });
    await expect(backwards).rejects.toMatchObject({ issues: [{ path: ['until'] }] });
  });

  test("are over from today on in the tenant's zone when the pair resumes", async () => {
    const { ann, bob, pair } = await aPair();
    await expect(resumePair(ann, { pairId: pair })).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await pausePair(ann, { pairId: pair, from: day('2027-02-01') });
    // In Tokyo it is the 6th already.
    freezeTime('2027-02-05T16:00:00Z');
    await resumePair(bob, { pairId: pair });
    const pauses = await seenBy(ann, (db) => db.pairPause.findMany({ where: { pairId: pair } }));
    expect(pauses).toMatchObject([{ from: day('2027-02-01'), until: day('2027-02-05') }]);
    await pausePair(ann, { pairId: pair, from: day('2027-02-06') });
    await resumePair(bob, { pairId: pair });
    expect(await seenBy(ann, (db) => db.pairPause.count({ where: { pairId: pair } }))).toBe(1);
  });

  test('are set by the two, administrators and servers', async () => {
    const { admin, server, eve, pair } = await aPair();
    const input = { pairId: pair, from: day('2027-01-10'), until: day('2027-01-11') };
    await expect(pausePair(eve, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pausePair(server('pairs:read'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await pausePair(admin, input);
    await pausePair(server(), { ...input, from: day('2027-03-01'), until: null });
  });
});
