import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, freshActor, jobActor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aPair, aSession, seenBy } from '../../testing/world.ts';
import { approveHint } from '../hints/hint-review.ts';
import { leaveHint } from '../hints/hint.ts';
import { applyRestrictions } from '../hints/hint-restriction.ts';
import { createPair } from '../pairs/pair.ts';
import { startSession, endSession } from '../sessions/talk.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { updateUser } from '../tenancy/user.ts';
import { archiveOf } from './archive.ts';
import { eraseDue, eraseUser } from './erasure.ts';
import './privacy.jobs.ts';
import { askForRestriction, declineRestriction, liftRestriction, restrictUser } from './restriction.ts';
import { selfOf } from './own-copy.ts';
import { purgeByChoice, setRetention } from './retention-setting.ts';

const tables = useTestDatabase();
let thaw = () => {};
afterEach(() => thaw());

const WHY = { reason: 'The address is wrong.' };

const names = async (actor: Actor) => {
  const { data } = await run<{ users: { nodes: { id: string }[] } }>(freshActor(actor), '{ users { nodes { id } } }');
  return data?.users.nodes.map(({ id }) => id);
};

const restrictionsFor = async (actor: Actor) => {
  const document = '{ restrictions { nodes { reason inForce answer person { id } } } }';
  const { data } = await run<{ restrictions: { nodes: object[] } }>(freshActor(actor), document);
  return data?.restrictions.nodes;
};

describe('a restriction', () => {
  test('is asked for by the person, decided by an admin, and lifted with a word to the person', async () => {
    const { ann, admin, eve } = await aPair();
    const { id: restrictionId } = await askForRestriction(freshActor(ann), WHY);
    const asked = { ...WHY, inForce: false, answer: null, person: { id: ann.userId } };
    expect(await restrictionsFor(admin)).toEqual([asked]);
    expect(await restrictionsFor(eve)).toEqual([]);
    expect(await names(eve)).toContain(ann.userId);
    await restrictUser(freshActor(admin), { userId: ann.userId });
    expect(await names(eve)).not.toContain(ann.userId);
    expect(await names(ann)).toContain(ann.userId);
    expect(await restrictionsFor(ann)).toEqual([{ ...asked, inForce: true }]);
    const silent = liftRestriction(freshActor(admin), { restrictionId });
    await expect(silent).rejects.toMatchObject({ issues: [{ path: ['answer'] }] });
    await liftRestriction(freshActor(admin), { restrictionId, answer: 'It is right now.' });
    expect(await names(eve)).toContain(ann.userId);
    expect(await restrictionsFor(ann)).toEqual([{ ...asked, answer: 'It is right now.' }]);
  });

  test('that an admin declines says why, and can be asked for again', async () => {
    const { ann, admin, eve } = await aPair();
    const { id: restrictionId } = await askForRestriction(freshActor(ann), WHY);
    await expect(askForRestriction(freshActor(ann), WHY)).rejects.toMatchObject({ code: 'RESTRICTION_OPEN' });
    await declineRestriction(freshActor(admin), { restrictionId, answer: 'It was corrected at once.' });
    expect(await names(eve)).toContain(ann.userId);
    const again = liftRestriction(freshActor(ann), { restrictionId });
    await expect(again).rejects.toMatchObject({ code: 'RESTRICTION_OVER' });
    await askForRestriction(freshActor(ann), WHY);
  });

  test('of one’s own is answered to the viewer alone, the latest one, also to an admin', async () => {
    const { ann, admin } = await aPair();
    const own = async (actor: Actor) => {
      const { data } = await run<{ viewer: { restriction: object | null } }>(
        freshActor(actor),
        '{ viewer { restriction { reason inForce answer } } }',
      );
      return data?.viewer.restriction;
    };
    expect(await own(ann)).toBeNull();
    const { id: restrictionId } = await askForRestriction(freshActor(ann), WHY);
    await declineRestriction(freshActor(admin), { restrictionId, answer: 'It was corrected at once.' });
    expect(await own(ann)).toEqual({ ...WHY, inForce: false, answer: 'It was corrected at once.' });
    await restrictUser(freshActor(admin), { userId: ann.userId, reason: 'Still wrong.' });
    expect(await own(ann)).toEqual({ reason: 'Still wrong.', inForce: true, answer: null });
    expect(await own(admin)).toBeNull();
  });

  test('is lifted by the person themselves without a word', async () => {
    const { ann, admin, eve } = await aPair();
    const { id: restrictionId } = await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    await liftRestriction(freshActor(ann), { restrictionId });
    expect(await names(eve)).toContain(ann.userId);
  });

  test('is put in force by admins in person only, for people of their own company, once, with a reason', async () => {
    const { ann, bob, admin, server, hire } = await aPair();
    const input = { userId: ann.userId, ...WHY };
    for (const other of [ann, bob, await hire('Ivy', ['ADVISOR']), server()])
      await expect(restrictUser(freshActor(other), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { admin: stranger } = await aCompany();
    await expect(restrictUser(stranger, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const silent = restrictUser(freshActor(admin), { userId: ann.userId });
    await expect(silent).rejects.toMatchObject({ issues: [{ path: ['reason'] }] });
    const { id: restrictionId } = await restrictUser(freshActor(admin), input);
    await expect(restrictUser(freshActor(admin), input)).rejects.toMatchObject({ code: 'RESTRICTION_OPEN' });
    await expect(liftRestriction(freshActor(bob), { restrictionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('leaves the company an administrator who is in office', async () => {
    const { admin } = await aCompany();
    const own = restrictUser(freshActor(admin), { userId: admin.userId, ...WHY });
    await expect(own).rejects.toMatchObject({ code: 'RESTRICT_ADMIN' });
  });

  test('stands in the trail with who did it', async () => {
    const { ann, admin, tenantId } = await aPair();
    const { id: restrictionId } = await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    await liftRestriction(freshActor(ann), { restrictionId });
    const events = await tables.query<{ type: string; actor: string }>(
      'admin',
      `select type, actor_user_id as actor from outbox_event where tenant_id = $1 and type like 'restriction.%' order by id`,
      [tenantId],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'restriction.requested',
      'restriction.began',
      'restriction.lifted',
    ]);
    expect(events.map(({ actor }) => actor)).toEqual([admin.userId, admin.userId, ann.userId]);
  });
});

describe('while it holds', () => {
  test('the person’s own copy is whole', async () => {
    const { ann, admin, session, tenantId } = await aSession();
    await prepareSession(freshActor(ann), { sessionId: session, themes: [], note: 'My own words' });
    const files = async () => (await archiveOf(selfOf(jobActor(tenantId, 'test'), ann.userId))).length;
    const before = await files();
    await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    // Compressed, so that the size differs a little by what stands in it: the restriction itself comes along.
    expect(await files()).toBeGreaterThanOrEqual(before);
  });

  test('nobody else changes them, pairs them or finds their talks; after lifting, an admin corrects', async () => {
    const { ann, bob, eve, admin, session } = await aSession();
    const { id: restrictionId } = await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    const correct = () => updateUser(freshActor(admin), { userId: ann.userId, email: 'ann@example.com' });
    const two = { memberId: ann.userId, counterpartId: eve.userId, kind: 'OTHER' as const };
    for (const attempt of [
      correct,
      () => createPair(freshActor(admin), two),
      () => startSession(freshActor(bob), { sessionId: session }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await liftRestriction(freshActor(admin), { restrictionId, answer: 'Corrected.' });
    await correct();
    await startSession(freshActor(bob), { sessionId: session });
  });

  test('nothing of theirs is deleted by the rules of retention', async () => {
    const { ann, admin, session, tenantId } = await aSession();
    await startSession(freshActor(ann), { sessionId: session });
    await endSession(freshActor(ann), { sessionId: session });
    const { id: restrictionId } = await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    thaw = freezeTime(after(now(), 800, 'days'));
    await setRetention(freshActor(admin), { type: 'Session', days: 366 });
    const left = () => seenBy(jobActor(tenantId, 'test'), (db) => db.session.count({ where: { tenantId } }));
    await purgeByChoice(jobActor(tenantId, 'test'));
    expect(await left()).toBe(1);
    await liftRestriction(freshActor(ann), { restrictionId });
    await purgeByChoice(jobActor(tenantId, 'test'));
    expect(await left()).toBe(0);
  });

  test('an erasure is asked for and carried out', async () => {
    const { ann, admin, tenantId } = await aPair();
    await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    await eraseUser(freshActor(admin), { userId: ann.userId });
    thaw = freezeTime(after(now(), 8, 'days'));
    await eraseDue(jobActor(tenantId, 'test'));
    const [row] = await tables.query<{ name: string }>(
      'admin',
      'select latin_name as name from app_user where id = $1',
      [ann.userId],
    );
    expect(row?.name).toBe('Former member');
  });

  test('their hints disappear at night only, not at the moment that would name them', async () => {
    const { ann, bob, admin, session, tenantId } = await aSession();
    await startSession(freshActor(ann), { sessionId: session });
    await endSession(freshActor(ann), { sessionId: session });
    const { id: hintId } = await leaveHint(freshActor(ann), { sessionId: session, kind: 'WHAT_HELPED', text: 'T' });
    await leaveHint(freshActor(bob), { sessionId: session, kind: 'WHAT_I_DID', text: 'U' });
    thaw = freezeTime(after(now(), 2, 'days'));
    await approveHint(freshActor(admin), { hintId });
    const shown = async (actor: Actor) => {
      const { data } = await run<{ hints: { nodes: { id: string }[] } }>(
        freshActor(actor),
        '{ hints { nodes { id } } }',
      );
      return data?.hints.nodes.map(({ id }) => id);
    };
    const { id: restrictionId } = await restrictUser(freshActor(admin), { userId: ann.userId, ...WHY });
    expect(await shown(bob)).toEqual([hintId]);
    await applyRestrictions(jobActor(tenantId, 'test'));
    expect([await shown(bob), await shown(admin), await shown(ann)]).toEqual([[], [], [hintId]]);
    await liftRestriction(freshActor(ann), { restrictionId });
    await applyRestrictions(jobActor(tenantId, 'test'));
    expect(await shown(bob)).toEqual([hintId]);
  });
});
