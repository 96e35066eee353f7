import { describe, expect, test } from 'vitest';
import { type Actor, freshActor, jobActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aCompany, aSession, seenBy } from '../../testing/world.ts';
import { erasePerson } from '../privacy/erasure.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import './tenancy.personal.ts';
import { addAdvisorScope, removeAdvisorScope } from './advisor-scope.ts';
import { createTenant, updateTenant } from './tenant.ts';
import { createUser, deactivateUser, reactivateUser, updateUser } from './user.ts';

useTestDatabase();

const person = { externalId: 'e-1', familyName: '山田', givenName: '花子', roles: ['MEMBER' as const] };

const rowOf = (actor: Actor, id: string) => seenBy(actor, (db) => db.user.findFirstOrThrow({ where: { id } }));

describe('registering', () => {
  test("the host's key is one person's only, also when two requests bring it at once", async () => {
    const { admin, departmentId } = await aCompany();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => createUser(freshActor(admin), { ...person, departmentId })),
    );
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'made'));
    expect(codes.sort()).toEqual(['DUPLICATE', 'DUPLICATE', 'made']);
  });

  test('the same key in another company is another person', async () => {
    const [one, two] = [await aCompany(), await aCompany()];
    for (const { admin, departmentId } of [one, two])
      await expect(createUser(admin, { ...person, departmentId })).resolves.toHaveProperty('id');
  });

  test('somebody else’s department is not there', async () => {
    const { admin } = await aCompany();
    const { departmentId } = await aCompany();
    await expect(createUser(admin, { ...person, departmentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['familyName', { familyName: '' }],
    ['givenName', { givenName: 'a\0' }],
    ['externalId', { externalId: '\ud800' }],
    ['familyKana', { familyKana: '山田' }],
    ['email', { email: 'nobody' }],
    ['timeZone', { timeZone: 'Asia/Atlantis' }],
    ['latinName', { latinName: 'x'.repeat(1_000_000) }],
    ['departmentId', { departmentId: 'dep_1' }],
    ['hiredOn', { hiredOn: new Date(Number.NaN) }],
  ])('a wrong %s is refused at its place', async (field, wrong) => {
    const { admin, departmentId } = await aCompany();
    const input = { ...person, departmentId, ...wrong };
    await expect(createUser(admin, input)).rejects.toMatchObject({ issues: [{ path: [field] }] });
  });

  test('any script is taken as it is', async () => {
    const { admin, departmentId } = await aCompany();
    const given = { ...person, departmentId, familyName: 'אבגד', givenName: '👩🏽‍🚀', familyKana: 'ｱﾌﾞｶﾞﾄﾞ', latinName: 'Ａ' };
    const { id } = await createUser(admin, given);
    expect(await rowOf(admin, id)).toMatchObject({ familyName: 'אבגד', givenName: '👩🏽‍🚀', familyKana: 'ｱﾌﾞｶﾞﾄﾞ' });
  });
});

describe('changing', () => {
  test('the name, the department and the roles change together with what lists sort by', async () => {
    const { admin, departmentId, open } = await aCompany();
    const { id } = await createUser(admin, { ...person, departmentId, familyKana: 'ヤマダ', givenKana: 'ハナコ' });
    const elsewhere = await open('Elsewhere');
    await updateUser(admin, {
      userId: id,
      familyName: '佐藤',
      familyKana: 'サトウ',
      departmentId: elsewhere,
      roles: ['MANAGER'],
    });
    const row = await rowOf(admin, id);
    expect(row).toMatchObject({ familyName: '佐藤', givenName: '花子', departmentId: elsewhere, roles: ['MANAGER'] });
    expect(row.kanaKey).toMatch(/^さとう/);
    expect(row.searchKey).toContain('さとうはなこ');
  });

  test('everybody sets their own language and zone, and nothing else and nobody else’s', async () => {
    const { hire } = await aCompany();
    const [ann, bob] = [await hire('Ann'), await hire('Bob')];
    await updateUser(ann, { userId: ann.userId, language: 'en', timeZone: 'Europe/Paris' });
    expect(await rowOf(ann, ann.userId)).toMatchObject({ language: 'en', timeZone: 'Europe/Paris' });
    const more = updateUser(ann, { userId: ann.userId, language: 'ja', roles: ['ADMIN'] });
    await expect(more).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const his = updateUser(ann, { userId: bob.userId, language: 'ja' });
    await expect(his).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the last administrator stays one, also when two give it up at once', async () => {
    const { admin, hire } = await aCompany();
    const giveUp = (who: Actor) => updateUser(freshActor(admin), { userId: who.userId, roles: ['MEMBER'] });
    await expect(giveUp(admin)).rejects.toMatchObject({ issues: [{ path: ['roles'] }] });
    await expect(deactivateUser(admin, { userId: admin.userId })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const second = await hire('Second', ['ADMIN']);
    const outcomes = await Promise.allSettled([giveUp(admin), giveUp(second)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('leaving', () => {
  test('every token ends, once; leaving again changes nothing', async () => {
    const { admin, hire, tenantId } = await aCompany();
    const ann = await hire('Ann');
    await deactivateUser(admin, { userId: ann.userId });
    const left = await rowOf(admin, ann.userId);
    expect(left).toMatchObject({ tokenVersion: 1, deactivatedAt: expect.any(Date) });
    await deactivateUser(admin, { userId: ann.userId });
    expect(await rowOf(admin, ann.userId)).toEqual(left);
    const ended = await seenBy(admin, (db) => db.revocation.findMany({ where: { tenantId } }));
    expect(ended).toMatchObject([{ subject: 'USER', subjectId: ann.userId, tokenVersion: 1 }]);
  });

  test('nobody but administrators and servers does it to somebody', async () => {
    const { hire, server } = await aCompany();
    const [ann, bob] = [await hire('Ann'), await hire('Bob', ['MANAGER', 'ADVISOR'])];
    const stranger = (await aCompany()).admin;
    const refused = (actor: Actor) => deactivateUser(actor, { userId: ann.userId });
    await expect(refused(bob)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(refused(ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(refused(server('people:read'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(refused(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await refused(server('people:write'));
  });
});

describe('coming back', () => {
  test('opens the door again, with tokens made from now on; again changes nothing', async () => {
    const { admin, hire } = await aCompany();
    const ann = await hire('Ann');
    await deactivateUser(admin, { userId: ann.userId });
    for (let again = 0; again < 2; again += 1) await reactivateUser(freshActor(admin), { userId: ann.userId });
    expect(await rowOf(admin, ann.userId)).toMatchObject({ tokenVersion: 1, deactivatedAt: null });
  });

  test('is nothing for a former member, whose data was erased', async () => {
    const { admin, hire, tenantId } = await aCompany();
    const ann = await hire('Ann');
    await erasePerson(jobActor(tenantId, 'test'), ann.userId);
    await expect(reactivateUser(admin, { userId: ann.userId })).rejects.toMatchObject({ code: 'ERASED' });
    expect(await rowOf(admin, ann.userId)).toMatchObject({
      latinName: 'Former member',
      deactivatedAt: expect.any(Date),
    });
  });

  test('is decided by administrators and servers of the company only', async () => {
    const { admin, hire, server } = await aCompany();
    const [ann, bob] = [await hire('Ann'), await hire('Bob', ['MANAGER', 'ADVISOR'])];
    await deactivateUser(admin, { userId: ann.userId });
    const attempt = (actor: Actor) => reactivateUser(freshActor(actor), { userId: ann.userId });
    for (const other of [ann, bob, server('people:read')])
      await expect(attempt(other)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(attempt((await aCompany()).admin)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await attempt(server('people:write'));
  });
});

describe('advisors', () => {
  test('are given a department or a person, each once', async () => {
    const { admin, hire, departmentId } = await aCompany();
    const [vic, ann] = [await hire('Vic', ['ADVISOR']), await hire('Ann')];
    const advisorId = vic.userId;
    const { id } = await addAdvisorScope(admin, { advisorId, departmentId });
    await expect(addAdvisorScope(admin, { advisorId, departmentId })).rejects.toMatchObject({ code: 'DUPLICATE' });
    await addAdvisorScope(admin, { advisorId, userId: ann.userId });
    for (const target of [{}, { departmentId, userId: ann.userId }])
      await expect(addAdvisorScope(admin, { advisorId, ...target })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const notOne = addAdvisorScope(admin, { advisorId: ann.userId, departmentId });
    await expect(notOne).rejects.toMatchObject({ issues: [{ path: ['advisorId'] }] });
    await expect(addAdvisorScope(vic, { advisorId, departmentId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(removeAdvisorScope(vic, { advisorScopeId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await removeAdvisorScope(admin, { advisorScopeId: id });
    await expect(removeAdvisorScope(admin, { advisorScopeId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the tenant', () => {
  test('is changed by administrators; what is not given stays', async () => {
    const { admin, hire, tenantId } = await aCompany();
    await updateTenant(admin, { nameEn: null, timeZone: 'Europe/Paris' });
    const row = await seenBy(admin, (db) => db.tenant.findFirstOrThrow({ where: { id: tenantId } }));
    expect(row).toMatchObject({ name: '株式会社たいわ', nameEn: null, timeZone: 'Europe/Paris', anonymityFloor: 5 });
    await expect(updateTenant(await hire('Ann'), { name: 'mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the number of people behind a figure is at least three, and only rises once a talk was held', async () => {
    const { admin, ann, session } = await aSession();
    await expect(updateTenant(admin, { anonymityFloor: 2 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await updateTenant(admin, { anonymityFloor: 3 });
    await startSession(ann, { sessionId: session });
    await endSession(ann, { sessionId: session });
    await updateTenant(admin, { anonymityFloor: 6 });
    await expect(updateTenant(admin, { anonymityFloor: 5 })).rejects.toMatchObject({ code: 'FLOOR_ONLY_RISES' });
  });

  test('is not made without a name or in a zone that is none', async () => {
    await expect(createTenant({ name: ' ' })).rejects.toMatchObject({ issues: [{ path: ['name'] }] });
    await expect(createTenant({ name: 'x', timeZone: 'x' })).rejects.toMatchObject({
      issues: [{ path: ['timeZone'] }],
    });
  });
});
