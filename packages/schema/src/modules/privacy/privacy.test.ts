import { unzipSync } from 'fflate';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { jobActor } from '../../kernel/actor.ts';
import { personalRules } from '../../kernel/personal.ts';
import { purgeAll } from '../../kernel/retention.jobs.ts';
import { pseudonym } from '../../kernel/seal.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { run } from '../../testing/run.ts';
import { aSession, type CompanyWithSession } from '../../testing/world.ts';
import { recordAttempt } from '../feedback/attempt.ts';
import { sendImpression } from '../feedback/impression.ts';
import { rateSession } from '../feedback/rating.ts';
import { leaveHint } from '../hints/hint.ts';
import { setPairPurpose } from '../pairs/pair-purpose.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { updateUser } from '../tenancy/user.ts';
import { eraseAgain, eraseDue } from './erasure.ts';

const tables = useTestDatabase();
let thaw = () => {};
afterEach(() => thaw());
const inDays = (count: number) => (thaw = freezeTime(after(now(), count, 'days')));

/** A talk in which both left words of their own, all of them with a mark. */
async function aTalk(): Promise<CompanyWithSession> {
  const company = await aSession();
  const { ann, bob, admin, session: sessionId, pair: pairId } = company;
  await updateUser({ ...admin }, { userId: ann.userId, email: 'ann@canary.example', latinName: 'Ann Canary' });
  const free = { freeTopic: 'ann-topic', response: 'LISTEN' as const };
  await prepareSession({ ...ann }, { sessionId, themes: [free], note: 'ann-note' });
  await setPairPurpose({ ...bob }, { pairId, purpose: 'our-purpose' });
  await startSession({ ...ann }, { sessionId });
  await endSession({ ...ann }, { sessionId });
  await sendImpression({ ...ann }, { sessionId, text: 'ann-impression' });
  await recordAttempt({ ...bob }, { sessionId, text: 'bob-attempt' });
  await leaveHint({ ...ann }, { sessionId, kind: 'WHAT_HELPED', text: 'ann-hint' });
  await leaveHint({ ...bob }, { sessionId, kind: 'WHAT_I_DID', text: 'bob-hint' });
  return company;
}

interface Made {
  readonly id?: string;
  readonly code?: string;
  readonly base64?: string;
}

/** The first field of the answer to a mutation: the thing, the problem, or the refusal. */
async function ask(actor: Actor, name: string, input?: object): Promise<Made> {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const thing = name === 'takeOwnCopy' ? '... on TakenFile { base64 }' : '... on Node { id }';
  const fields = `${thing} ... on Problem { code }`;
  const text = input
    ? `mutation($input: ${Name}Input!) { it: ${name}(input: $input) { ${fields} } }`
    : `mutation { it: ${name} { ${fields} } }`;
  const { data, errors } = await run<{ it: Made }>({ ...actor }, text, input ? { input } : {});
  const code = errors?.map(({ originalError }) => Reflect.get(originalError ?? {}, 'code')).join();
  return data?.it ?? { code: code ?? '' };
}

async function copyOf(actor: Actor): Promise<Record<string, string>> {
  const { id } = await ask(actor, 'requestOwnCopy');
  await deliverEvents(actor.tenantId, { twice: true });
  const { base64 = '' } = await ask(actor, 'takeOwnCopy', { copyId: id });
  const files = unzipSync(new Uint8Array(Buffer.from(base64, 'base64')));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

describe("one's own copy", () => {
  test('holds what one wrote and what the other shared, and nothing of anybody else', async () => {
    const { ann, bob, eve } = await aTalk();
    const copy = await copyOf(ann);
    const whole = Object.values(copy).join('\n');
    for (const words of ['ann-topic', 'ann-note', 'ann-impression', 'bob-attempt', 'our-purpose', 'ann-hint'])
      expect(whole).toContain(words);
    expect(whole).toContain('ann@canary.example');
    expect(whole).not.toContain('bob-hint');
    expect(copy['README.txt']).toContain('rating: It is anonymous');
    expect(copy['calendar.ics']).toContain(`SUMMARY:1on1: Bob Test`);
    expect(JSON.parse(copy['session.json'] ?? '')).toHaveLength(1);
    expect(copy['impression.csv']).toMatch(/^\uFEFFid,/);
    expect(Object.values(await copyOf(bob)).join('\n')).not.toContain('ann@canary.example');
    const others = Object.values(await copyOf(eve)).join('\n');
    for (const words of ['ann-', 'bob-', 'our-', ann.userId, bob.userId]) expect(others).not.toContain(words);
  });

  test('reaches every table in which the person stands, or the table says why not', async () => {
    const { ann, tenantId } = await aTalk();
    const copy = await copyOf(ann);
    const columns = await tables.query(
      'admin',
      `select table_name as "table", column_name as "column" from information_schema.columns
       where table_schema = 'public' and data_type in ('text', 'ARRAY') and table_name <> '_taiwa_migrations'`,
    );
    const named = new Set<string>();
    for (const { table, column } of columns) {
      const holds = `select 1 from "${table}" where tenant_id = $1 and position($2 in "${column}"::text) > 0 limit 1`;
      const found = await tables.query('admin', holds, [tenantId, ann.userId]).catch(() => []);
      if (found.length > 0) named.add(String(table));
    }
    expect(named.size).toBeGreaterThan(8);
    const modelOf = new Map([...personalRules().keys()].map((model) => [tableOf(model), model]));
    const silent = [...named].filter((table) => {
      const model = modelOf.get(table) ?? '';
      const rule = personalRules().get(model);
      return typeof rule?.copied !== 'string' && !copy[`${nameOf(model)}.json`]?.includes(ann.userId);
    });
    expect(silent).toEqual([]);
  });

  test('is given once, to its person only, and not after three days', async () => {
    const { ann, bob, admin, server, tenantId } = await aTalk();
    const { id: copyId } = await ask(ann, 'requestOwnCopy');
    expect(await ask(ann, 'requestOwnCopy')).toEqual({ id: copyId });
    expect((await ask(ann, 'takeOwnCopy', { copyId })).code).toBe('COPY_NOT_READY');
    await deliverEvents(tenantId);
    for (const other of [bob, admin]) expect((await ask(other, 'takeOwnCopy', { copyId })).code).toBe('NOT_FOUND');
    expect((await ask(server(), 'takeOwnCopy', { copyId })).code).toBe('FORBIDDEN');
    expect((await ask(server(), 'requestOwnCopy')).code).toBe('FORBIDDEN');
    expect((await ask(ann, 'takeOwnCopy', { copyId })).base64).toBeTruthy();
    expect((await ask(ann, 'takeOwnCopy', { copyId })).code).toBe('COPY_GONE');
    const { id: second } = await ask(ann, 'requestOwnCopy');
    await deliverEvents(tenantId);
    inDays(4);
    expect((await ask(ann, 'takeOwnCopy', { copyId: second })).code).toBe('COPY_GONE');
    await purgeAll();
    expect(await tables.query('admin', 'select 1 from own_copy where tenant_id = $1', [tenantId])).toEqual([]);
  });

  test('is asked for three times a day at most', async () => {
    const { ann, tenantId } = await aSession();
    for (let count = 0; count < 3; count += 1) {
      const { id: copyId } = await ask(ann, 'requestOwnCopy');
      await deliverEvents(tenantId);
      await ask(ann, 'takeOwnCopy', { copyId });
    }
    expect((await ask(ann, 'requestOwnCopy')).code).toBe('COPIES_A_DAY');
  });
});

const nameOf = (model: string) => model.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
const TABLES: Readonly<Record<string, string>> = { User: 'app_user', Import: 'import_run' };
const tableOf = (model: string) => TABLES[model] ?? nameOf(model).replaceAll('-', '_');

const tenantRows = async (tenantId: string): Promise<string> => {
  const all = await tables.query(
    'admin',
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const rows = await Promise.all(
    all.map(({ name }) =>
      tables.query('admin', `select to_jsonb(t)::text as row from "${name}" t where tenant_id = $1`, [tenantId]),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join('\n');
};

describe('an erasure', () => {
  test("removes what is the person's own after seven days and leaves a former member to the others", async () => {
    const { ann, bob, admin, session, tenantId } = await aTalk();
    await rateSession({ ...ann }, { sessionId: session, grade: 'CLEAR', use: 'OPEN' });
    const { id } = await ask(admin, 'eraseUser', { userId: ann.userId });
    expect(id).toMatch(/^ers_/);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tenantId)).toContain('ann@canary.example');
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    await eraseDue(jobActor(tenantId, 'test'));
    await deliverEvents(tenantId);
    const left = await tenantRows(tenantId);
    for (const words of ['ann@canary.example', 'Canary', 'ann-hint', '"Ann"']) expect(left).not.toContain(words);
    const counts = async (table: string, column: string) =>
      (
        await tables.query('admin', `select 1 from ${table} where tenant_id = $1 and ${column} = $2`, [
          tenantId,
          ann.userId,
        ])
      ).length;
    for (const table of ['impression', 'preparation', 'participation', 'open_rating', 'held_rating'])
      expect([table, await counts(table, 'member_id')]).toEqual([table, 0]);
    const seen = await run<{ session: { member: { name: string }; attempt: { text: string }; impression: null } }>(
      { ...bob },
      'query($id: ID!) { session(id: $id) { member { name } attempt { text } impression { text } themes { freeTopic } } }',
      { id: session },
    );
    expect(seen.data?.session).toEqual({
      member: { name: 'Former member' },
      attempt: { text: 'bob-attempt' },
      impression: null,
      themes: [{ freeTopic: null }],
    });
    const japanese = await run<{ session: { member: { name: string } } }>(
      { ...bob, language: 'ja' },
      'query($id: ID!) { session(id: $id) { member { name } } }',
      { id: session },
    );
    expect(japanese.data?.session.member.name).toBe('退職した方');
    expect((await ask(admin, 'eraseUser', { userId: ann.userId })).code).toBe('ERASURE_ASKED');
  });

  test('removes anonymous grades by their recomputed pseudonym, and nobody else’s', async () => {
    const { ann, tenantId, admin } = await aTalk();
    for (const userId of [ann.userId, 'usr_other'])
      await tables.query(
        'admin',
        `insert into rating (tenant_id, id, pseudonym, topic_code, response, month, grade, hint_ids)
         values ($1, $2, $3, 'WORK', 'LISTEN', '2026-01-01', 75, '{}')`,
        [tenantId, `rat_${userId}`, pseudonym(tenantId, userId)],
      );
    await ask(admin, 'eraseUser', { userId: ann.userId });
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tables.query('admin', 'select id from rating where tenant_id = $1', [tenantId])).toEqual([
      { id: 'rat_usr_other' },
    ]);
  });

  test('is planned by admins alone, seen by its person and called off by them', async () => {
    const { ann, bob, admin, server, hire, tenantId } = await aTalk();
    const advisor = await hire('Ivy', ['ADVISOR']);
    for (const other of [ann, bob, advisor, server()])
      expect((await ask(other, 'eraseUser', { userId: ann.userId })).code).toBe('FORBIDDEN');
    const { id: erasureId } = await ask(admin, 'eraseUser', { userId: ann.userId });
    const seenBy = async (actor: Actor) =>
      (await run<{ erasures: { nodes: object[] } }>({ ...actor }, '{ erasures { nodes { id dueAt } } }')).data?.erasures
        .nodes.length;
    expect([await seenBy(ann), await seenBy(bob), await seenBy(admin)]).toEqual([1, 0, 1]);
    expect((await ask(bob, 'cancelErasure', { erasureId })).code).toBe('NOT_FOUND');
    expect(await ask(ann, 'cancelErasure', { erasureId })).toEqual({ id: erasureId });
    expect((await ask(admin, 'cancelErasure', { erasureId })).code).toBe('ERASURE_OVER');
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tenantId)).toContain('ann@canary.example');
  });

  test('is refused for the last administrator and for somebody of another tenant', async () => {
    const { admin } = await aTalk();
    const { ann: stranger } = await aSession();
    expect((await ask(admin, 'eraseUser', { userId: admin.userId })).code).toBe('ERASE_ADMIN');
    expect((await ask(admin, 'eraseUser', { userId: stranger.userId })).code).toBe('NOT_FOUND');
  });

  test('is repeated for a restored backup, and again changes nothing', async () => {
    const { ann, tenantId } = await aTalk();
    const job = jobActor(tenantId, 'test');
    expect(await eraseAgain(job, [ann.userId, 'usr_gone'])).toBe(1);
    const once = await tenantRows(tenantId);
    expect(once).not.toContain('ann@canary.example');
    await eraseAgain(job, [ann.userId]);
    expect((await tenantRows(tenantId)).split('\n').toSorted()).toEqual(once.split('\n').toSorted());
  });
});

describe('a legal hold', () => {
  const holdOn = (userId: string) => ({
    personIds: [userId],
    reason: 'A claim.',
    expiresAt: after(now(), 30, 'days').toISOString(),
  });

  test('needs two admins, blocks the erasure of its people only, and ends', async () => {
    const { ann, bob, admin, hire, tenantId } = await aTalk();
    const second = await hire('Abe', ['ADMIN']);
    const { id: holdId } = await ask(admin, 'requestLegalHold', holdOn(ann.userId));
    expect((await ask(admin, 'confirmLegalHold', { holdId })).code).toBe('HOLD_SECOND');
    const { id: erasureId } = await ask(admin, 'eraseUser', { userId: ann.userId });
    expect(erasureId).toMatch(/^ers_/);
    expect(await ask(second, 'confirmLegalHold', { holdId })).toEqual({ id: holdId });
    await ask(admin, 'eraseUser', { userId: bob.userId });
    inDays(8);
    await eraseDue(jobActor(tenantId, 'test'));
    const held = await tenantRows(tenantId);
    expect(held).toContain('ann@canary.example');
    expect(held).not.toContain('bob-hint');
    expect((await ask(admin, 'eraseUser', { userId: ann.userId })).code).toBe('HELD');
    expect(await ask(admin, 'releaseLegalHold', { holdId })).toEqual({ id: holdId });
    expect((await ask(second, 'releaseLegalHold', { holdId })).code).toBe('HOLD_OVER');
    await eraseDue(jobActor(tenantId, 'test'));
    expect(await tenantRows(tenantId)).not.toContain('ann@canary.example');
  });

  test('is seen by its people once it holds, who learn nothing of the others, and opens no content', async () => {
    const { ann, bob, eve, admin, hire, session } = await aTalk();
    const second = await hire('Abe', ['ADMIN']);
    const scope = { ...holdOn(ann.userId), personIds: [ann.userId, eve.userId] };
    const { id: holdId } = await ask(admin, 'requestLegalHold', scope);
    const seenBy = async (actor: Actor) =>
      (
        await run<{ legalHolds: { nodes: object[] } }>(
          { ...actor },
          '{ legalHolds { nodes { reason inForce people { id } } } }',
        )
      ).data?.legalHolds.nodes;
    expect(await seenBy(ann)).toEqual([]);
    await ask(second, 'confirmLegalHold', { holdId });
    expect(await seenBy(ann)).toEqual([{ reason: 'A claim.', inForce: true, people: null }]);
    expect(await seenBy(bob)).toEqual([]);
    const content = await run<{ session: object }>(
      { ...admin },
      'query($id: ID!) { session(id: $id) { themes { id } impression { text } attempt { text } preparation { note } } }',
      { id: session },
    );
    expect(content.data?.session).toEqual({ themes: null, impression: null, attempt: null, preparation: null });
  });

  test('is asked for by admins in person only, about people of their tenant, for two years at most', async () => {
    const { ann, admin, server, hire } = await aTalk();
    const { ann: stranger } = await aSession();
    const advisor = await hire('Ivy', ['ADVISOR']);
    for (const other of [ann, advisor, server()])
      expect((await ask(other, 'requestLegalHold', holdOn(ann.userId))).code).toBe('FORBIDDEN');
    expect((await ask(admin, 'requestLegalHold', holdOn(stranger.userId))).code).toBe('NOT_FOUND');
    const long = { ...holdOn(ann.userId), expiresAt: after(now(), 800, 'days').toISOString() };
    expect((await ask(admin, 'requestLegalHold', long)).code).toBe('INVALID_INPUT');
    const past = { ...holdOn(ann.userId), expiresAt: after(now(), -1, 'days').toISOString() };
    expect((await ask(admin, 'requestLegalHold', past)).code).toBe('INVALID_INPUT');
  });
});
