import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { after, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aCompany, aPair, type Company, seenBy } from '../../testing/world.ts';
import { closeSignUp, joinSignUp, leaveSignUp, openSignUp, pairVolunteers } from './sign-up.ts';
import { matchVolunteers, type Waiting } from './volunteer-match.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

const open = async ({ admin }: Company, days = 7): Promise<string> => {
  const closesOn = after(now(), days, 'days');
  return (await openSignUp({ ...admin }, { name: 'ナナメ1on1', kind: 'OTHER', closesOn })).id;
};

const join = (actor: Actor, signUpId: string, wish: 'MEMBER' | 'COUNTERPART' | 'EITHER') =>
  joinSignUp({ ...actor }, { signUpId, wish });

const volunteersOf = ({ admin, tenantId }: Company) =>
  seenBy(admin, (db) => db.volunteer.findMany({ where: { tenantId }, orderBy: { id: 'asc' } }));

describe('an invitation', () => {
  test('is joined by whoever likes, once, until its day or its end', async () => {
    const within = await aPair();
    const signUpId = await open(within);
    await join(within.ann, signUpId, 'MEMBER');
    await join(within.ann, signUpId, 'EITHER');
    expect(await volunteersOf(within)).toMatchObject([{ userId: within.ann.userId, wish: 'EITHER' }]);
    await closeSignUp({ ...within.admin }, { signUpId });
    await expect(join(within.eve, signUpId, 'MEMBER')).rejects.toMatchObject({ code: 'SIGN_UP_CLOSED' });
    const past = await open(within, -2);
    await expect(join(within.eve, past, 'MEMBER')).rejects.toMatchObject({ code: 'SIGN_UP_CLOSED' });
    await leaveSignUp({ ...within.ann }, { signUpId });
    expect(await volunteersOf(within)).toEqual([]);
  });

  test('pairs those who wait, each once, and again only who came since', async () => {
    const company = await aCompany();
    const signUpId = await open(company);
    const [ann, bob, eve] = [await company.hire('Ann'), await company.hire('Bob'), await company.hire('Eve')];
    await join(ann, signUpId, 'MEMBER');
    await join(bob, signUpId, 'COUNTERPART');
    await join(eve, signUpId, 'COUNTERPART');
    await pairVolunteers({ ...company.admin }, { signUpId });
    await pairVolunteers({ ...company.admin }, { signUpId });
    const pairs = await seenBy(company.admin, (db) => db.pair.findMany({ where: { tenantId: company.tenantId } }));
    expect(pairs).toMatchObject([{ memberId: ann.userId, counterpartId: bob.userId, kind: 'OTHER' }]);
    expect((await volunteersOf(company)).map(({ pairedAt }) => pairedAt !== null)).toEqual([true, true, false]);
  });

  test('is made and paired by administrators only, and is not there for another company', async () => {
    const within = await aPair();
    const signUpId = await open(within);
    await expect(pairVolunteers({ ...within.ann }, { signUpId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(closeSignUp({ ...within.bob }, { signUpId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = await aPair();
    await expect(join(stranger.ann, signUpId, 'MEMBER')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pairVolunteers({ ...stranger.admin }, { signUpId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('volunteers', () => {
  const one = (userId: string, wish: Waiting['wish'], departmentId = 'a'): Waiting => ({ userId, wish, departmentId });
  const two = (memberId: string, counterpartId: string) => ({ memberId, counterpartId });

  test('are matched with somebody of another department where there is one', () => {
    const waiting = [one('m', 'MEMBER'), one('c', 'COUNTERPART'), one('d', 'COUNTERPART', 'b')];
    expect(matchVolunteers(waiting, () => false)).toEqual([two('m', 'd')]);
  });

  test('who are flexible are kept for those who would be left over', () => {
    const waiting = [one('e', 'EITHER'), one('m', 'MEMBER'), one('n', 'MEMBER'), one('c', 'COUNTERPART')];
    expect(matchVolunteers(waiting, () => false)).toEqual([two('m', 'c'), two('n', 'e')]);
  });

  test('who are a pair already are not matched again', () => {
    const waiting = [one('m', 'MEMBER'), one('c', 'COUNTERPART')];
    expect(matchVolunteers(waiting, () => true)).toEqual([]);
  });
});
