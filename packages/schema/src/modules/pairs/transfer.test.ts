import { beforeAll, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aPair, aSession, seenBy } from '../../testing/world.ts';
import { startSession } from '../sessions/talk.ts';
import { transferPeople } from './transfer.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

describe('a transfer', () => {
  test('ends the pair with the former manager, makes one with the new, and leaves the history where it was', async () => {
    const within = await aPair();
    const departmentId = await within.open('開発部');
    const input = { userIds: [within.ann.userId], departmentId, managerId: within.eve.userId };
    const done = await transferPeople({ ...within.admin }, input);
    expect(done).toEqual({ people: 1, pairsEnded: 1, pairsMade: 1 });
    const pairs = await seenBy(within.ann, (db) =>
      db.pair.findMany({ where: { tenantId: within.tenantId }, orderBy: { id: 'asc' } }),
    );
    expect(pairs).toMatchObject([
      { id: within.pair, counterpartId: within.bob.userId, endedAt: expect.any(Date) },
      { counterpartId: within.eve.userId, endedAt: null, level: 1, purpose: null },
    ]);
    const again = await transferPeople({ ...within.admin }, input);
    expect(again).toEqual({ people: 1, pairsEnded: 0, pairsMade: 0 });
  });

  test('moves all or nobody', async () => {
    const within = await aSession();
    await startSession({ ...within.bob }, { sessionId: within.session });
    const departmentId = await within.open('開発部');
    const userIds = [within.eve.userId, within.ann.userId];
    const managerId = (await within.hire('New', ['MANAGER'])).userId;
    const refused = transferPeople({ ...within.admin }, { userIds, departmentId, managerId });
    await expect(refused).rejects.toMatchObject({ code: 'LIVE' });
    const people = await seenBy(within.admin, (db) => db.user.findMany({ where: { id: { in: userIds } } }));
    expect(people.map((person) => person.departmentId)).toEqual([within.departmentId, within.departmentId]);
  });

  test('is for administrators and servers with both scopes', async () => {
    const within = await aPair();
    const input = { userIds: [within.ann.userId], managerId: within.eve.userId };
    for (const actor of [within.ann, within.bob, within.server('people:write'), within.server('pairs:write')])
      await expect(transferPeople({ ...actor }, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await transferPeople(within.server('people:write', 'pairs:write'), input)).toMatchObject({ pairsMade: 1 });
  });

  test('goes somewhere, to somebody else, of the same company', async () => {
    const within = await aPair();
    const stranger = await aPair();
    const userIds = [within.ann.userId];
    for (const input of [{ userIds }, { userIds, managerId: within.ann.userId }])
      await expect(transferPeople({ ...within.admin }, input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    for (const input of [
      { userIds, managerId: stranger.eve.userId },
      { userIds, departmentId: stranger.departmentId },
      { userIds: [stranger.ann.userId], departmentId: within.departmentId },
    ])
      await expect(transferPeople({ ...within.admin }, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
