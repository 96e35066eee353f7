import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshActor, jobActor, personActor, type Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { SCOPES } from '../kernel/scopes.ts';
import { unseal } from '../kernel/seal.ts';
import { after, freezeTime, now } from '../kernel/time.ts';
import { appendToTrail, type Recorded } from '../modules/activity/audit-entry.ts';
import { pressPlace } from '../modules/feedback/press.ts';
import { moveHeldRatings } from '../modules/feedback/rating.jobs.ts';
import { rateSession, undoRating } from '../modules/feedback/rating.ts';
import { approveHint } from '../modules/hints/hint-review.ts';
import { leaveHint } from '../modules/hints/hint.ts';
import { setPairPurpose } from '../modules/pairs/pair-purpose.ts';
import { createPair } from '../modules/pairs/pair.ts';
import { acceptSession, proposeSession } from '../modules/sessions/session.ts';
import { endSession, startSession } from '../modules/sessions/talk.ts';
import { useTestDatabase } from '../testing/database.ts';
import { run } from '../testing/run.ts';
import { aPair, type CompanyWithPair } from '../testing/world.ts';

const tables = useTestDatabase();

const START = new Date('2030-03-05T01:00:00Z');
let world: CompanyWithPair;
let members: Actor[];

/** A talk of bob with a member that has just ended. */
async function aTalk(member: Actor): Promise<string> {
  const { admin, bob, ann } = world;
  const two = { memberId: member.userId, counterpartId: bob.userId };
  const pairId =
    member === ann ? world.pair : (await createPair(freshActor(admin), { ...two, kind: 'MANAGER_MEMBER' })).id;
  const { id: sessionId } = await proposeSession(freshActor(member), { pairId, startsAt: now(), minutes: 5 });
  await acceptSession(freshActor(bob), { sessionId });
  await startSession(freshActor(member), { sessionId });
  await endSession(freshActor(bob), { sessionId });
  freezeTime(new Date(now().getTime() + 600_000));
  return sessionId;
}

const talks = new Map<Actor, string>();
beforeAll(async () => {
  freezeTime(START);
  world = await aPair();
  members = [world.ann];
  for (const name of ['Cat', 'Dan', 'Fay', 'Gus']) members.push(await world.hire(name));
  for (const member of members) talks.set(member, await aTalk(member));
  // The first words of a company make its key, whoever writes them.
  await setPairPurpose(freshActor(world.ann), { pairId: world.pair, purpose: 'Grow.' });
});
afterAll(() => freezeTime(new Date())());

const press = (member: Actor, hintIds: string[] = []) =>
  rateSession(freshActor(member), {
    sessionId: talks.get(member) ?? '',
    grade: 'NOT_AT_ALL',
    use: 'COUNTERPART',
    hintIds,
  });

const NAMES = `select table_name as name from information_schema.tables where table_schema = 'public'
  and table_type = 'BASE TABLE' order by 1`;

/** Every row of every table but those that keep a press, as text. */
async function everythingElse(): Promise<string> {
  const kept = new Set(['held_rating', 'participation', 'rating']);
  const names = (await tables.query<{ name: string }>('admin', NAMES)).filter(({ name }) => !kept.has(name));
  const texts = [];
  for (const { name } of names) texts.push(await tables.query('admin', `select * from "${name}" t order by t::text`));
  return JSON.stringify(texts);
}

describe('a press', () => {
  test('and its taking back change no row, no revision and no time of anything else', async () => {
    const before = await everythingElse();
    await press(world.ann);
    expect(await everythingElse()).toBe(before);
    await undoRating(freshActor(world.ann), { sessionId: talks.get(world.ann) ?? '' });
    expect(await everythingElse()).toBe(before);
    expect(await tables.query('admin', 'select 1 from participation union all select 1 from held_rating')).toEqual([]);
  });

  test('changes nothing that anybody else can be told about the talk', async () => {
    const document = `query ($id: ID!) { session(id: $id) {
      actions revision endedAt openGrade participation { id } audience { line } presence { id } pair { heldCount }
      impression { id } attempt { id } } }`;
    const { ann, bob, admin, eve } = world;
    const told = async () =>
      JSON.stringify(
        await Promise.all(
          [bob, admin, eve].map((actor) => run(freshActor(actor), document, { id: talks.get(ann) ?? '' })),
        ),
      );
    const before = await told();
    await press(ann);
    expect(await told()).toBe(before);
    await undoRating(freshActor(ann), { sessionId: talks.get(ann) ?? '' });
  });

  test('keeps only hints that everybody can be shown, so that nobody marks a row', async () => {
    const { ann, admin, tenantId } = world;
    const sessionId = talks.get(ann) ?? '';
    const leave = (text: string) => leaveHint(freshActor(ann), { sessionId, kind: 'WHAT_HELPED', text });
    const [{ id: shown }, { id: waiting }] = [await leave('Silence.'), await leave('Tea.')];
    const today = now();
    freezeTime(after(today, 1, 'days'));
    await approveHint(freshActor(admin), { hintId: shown });
    freezeTime(today);
    await press(ann, [newId('hin'), waiting, shown]);
    const [row] = await tables.query<{ press: Uint8Array }>('admin', 'select press from held_rating');
    const text = await unseal(
      jobActor(tenantId, 'test'),
      pressPlace(sessionId, ann.userId),
      new Uint8Array(row?.press ?? []),
    );
    expect(JSON.parse(text)).toMatchObject({ hintIds: [shown] });
    await undoRating(freshActor(ann), { sessionId });
  });

  test('is not moved with the others when the fifth is taken back in the middle of the move', async () => {
    for (const member of members) await press(member);
    freezeTime(new Date(now().getTime() + 60_000));
    const other = new pg.Client(tables.config('admin'));
    await other.connect();
    await other.query('begin');
    await other.query('delete from held_rating where member_id = $1', [world.ann.userId]);
    const moving = moveHeldRatings(jobActor(world.tenantId, 'test'));
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(() => tables.query('admin', waiting)).toHaveLength(1);
    await other.query('commit');
    await other.end();
    expect(await moving).toBe(0);
    expect(await tables.query('admin', 'select 1 from held_rating')).toHaveLength(4);
    expect(await tables.query('admin', 'select 1 from rating')).toEqual([]);
    await tables.query('admin', 'delete from held_rating');
    await tables.query('admin', 'delete from participation');
  });

  test('that is taken back while it is being moved is either moved or gone, never both and never neither', async () => {
    for (const member of members) await press(member);
    freezeTime(new Date(now().getTime() + 60_000));
    const { ann, tenantId } = world;
    const [undone, moved] = await Promise.allSettled([
      undoRating(freshActor(ann), { sessionId: talks.get(ann) ?? '' }),
      moveHeldRatings(jobActor(tenantId, 'test')),
    ]);
    expect(moved.status).toBe('fulfilled');
    const count = async (table: string) => (await tables.query('admin', `select 1 from ${table}`)).length;
    const left = undone.status === 'fulfilled' ? 4 : 5;
    expect(await count('participation')).toBe(left);
    // Fewer than five are not moved: they would stand alone.
    expect([await count('rating'), await count('held_rating')]).toEqual(left === 5 ? [5, 0] : [0, 4]);
    if (left === 4) await press(ann);
    freezeTime(new Date(now().getTime() + 60_000));
  });

  test('once moved is in rows of one transaction that name nobody, no talk and no time', async () => {
    await moveHeldRatings(jobActor(world.tenantId, 'test'));
    const rows = await tables.query('admin', 'select *, xmin::text as born from rating');
    expect(rows).toHaveLength(5);
    expect(new Set(rows.map(({ born }) => born)).size).toBe(1);
    const text = JSON.stringify(rows);
    for (const member of members) {
      expect(text).not.toContain(member.userId);
      expect(text).not.toContain(talks.get(member));
    }
    expect(new Set(rows.map(({ month }) => String(month))).size).toBe(1);
  });

  test('is beyond every statement of the role that serves requests', async () => {
    for (const statement of [
      'select 1 from rating',
      'select count(*) from rating',
      "insert into rating (tenant_id) values ('x')",
      'update rating set grade = 0',
      'delete from rating',
      'copy rating to stdout',
      'truncate rating',
      'select * from held_rating for update',
      "update held_rating set month = '2030-01-01'",
    ])
      await expect(tables.query('app', statement), statement).rejects.toThrow(/permission denied/);
    expect(await tables.query('app', 'select * from held_rating')).toEqual([]);
    for (const statement of ['select press from held_rating', 'select * from hint', 'select text from impression'])
      await expect(tables.query('statistics', statement), statement).rejects.toThrow(/permission denied/);
  });
});

describe('who left a hint', () => {
  const trailOf = async (): Promise<Recorded[]> =>
    (await tables.query('admin', 'select * from outbox_event order by id')).map((row) => ({
      id: String(row.id),
      tenantId: String(row.tenant_id),
      type: String(row.type),
      subjectType: String(row.subject_type),
      subjectId: String(row.subject_id),
      actorKind: String(row.actor_kind),
      actorUserId: String(row.actor_user_id),
      credentialId: String(row.credential_id),
      recordedAt: row.recorded_at as Date,
    }));

  test('does not follow from the trail, which would tell the minute, nor what the two did between themselves', async () => {
    const { ann, admin } = world;
    const sessionId = talks.get(ann) ?? '';
    await leaveHint(freshActor(ann), { sessionId, kind: 'WHAT_HELPED', text: 'A walk.' });
    await appendToTrail(await trailOf());
    const auditor = personActor({ ...admin, scopes: new Set(SCOPES) });
    const { data } = await run<{ auditEntries: { nodes: { action: string; subjectType: string }[] } }>(
      auditor,
      '{ auditEntries(first: 100) { nodes { action subjectType } } }',
    );
    const actions = new Set(data?.auditEntries.nodes.map(({ action }) => action));
    expect(actions).toContain('session.ended');
    expect(
      [...actions].filter((action) =>
        /prepared|seen|theme|level|purpose|impression|attempt|left|withdrawn/.test(action),
      ),
    ).toEqual([]);
    expect(JSON.stringify(data)).not.toMatch(/usr_\w+.{0,80}hint\.left/);
  });

  test('does not follow from the day, which only its author is told', async () => {
    const { ann, bob, admin, server } = world;
    const [hint] = await tables.query<{ id: string }>('admin', `select id from hint where state = 'APPROVED'`);
    const dayFor = async (actor: Actor) =>
      (
        await run<{ node: object }>(
          freshActor(actor),
          'query ($id: ID!) { node(id: $id) { ... on Hint { leftOn } } }',
          {
            id: hint?.id,
          },
        )
      ).data?.node;
    for (const other of [bob, admin, server('hints:read')])
      expect(await dayFor(other)).toEqual({ leftOn: '2030-03-01' });
    expect(await dayFor(ann)).toEqual({ leftOn: '2030-03-05' });
  });
});
