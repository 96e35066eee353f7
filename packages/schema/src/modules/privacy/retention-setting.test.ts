import { describe, expect, test } from 'vitest';
import { type Actor, jobActor } from '../../kernel/actor.ts';
import { after, now } from '../../kernel/time.ts';
import { useClock } from '../../testing/clock.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aPair, aSession, type CompanyWithPair } from '../../testing/world.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { sendImpression } from '../feedback/impression.ts';
import { confirmLegalHold, requestLegalHold } from './legal-hold.ts';
import { purgeByChoice } from './retention-setting.ts';

const tables = useTestDatabase();
const { inDays } = useClock();

async function aHeldTalk(pair?: CompanyWithPair) {
  const company = await aSession(10, pair);
  const { ann, session: sessionId } = company;
  await prepareSession({ ...ann }, { sessionId, themes: [{ freeTopic: 'x', response: 'LISTEN' }], note: 'y' });
  await startSession({ ...ann }, { sessionId });
  await endSession({ ...ann }, { sessionId });
  await sendImpression({ ...ann }, { sessionId, text: 'z' });
  return company;
}

const codeOf = (errors: readonly { readonly originalError?: unknown }[] | undefined) =>
  errors?.map(({ originalError }) => Reflect.get(Object(originalError), 'code')).join();

async function choose(actor: Actor, type: string, days: number | null) {
  const text =
    'mutation($input: SetRetentionInput!) { it: setRetention(input: $input) { ... on RetentionRule { days } ... on Problem { code } } }';
  const { data, errors } = await run<{ it: object }>({ ...actor }, text, { input: { type, days } });
  return data?.it ?? codeOf(errors);
}

async function preview(actor: Actor, type: string, days: number) {
  const text = 'query($type: String!, $days: Int) { retentionPreview(type: $type, days: $days) }';
  const { data, errors } = await run<{ retentionPreview: number }>({ ...actor }, text, { type, days });
  return data?.retentionPreview ?? codeOf(errors);
}

const count = async (table: string, tenantId: string) =>
  (await tables.query('admin', `select 1 from ${table} where tenant_id = $1`, [tenantId])).length;

describe('how long talks are kept', () => {
  test('is for ever until an admin chooses, who sees before how many would go', async () => {
    const { admin, tenantId } = await aHeldTalk();
    const { tenantId: other } = await aHeldTalk();
    inDays(400);
    await purgeByChoice(jobActor(tenantId, 'test'));
    expect(await count('session', tenantId)).toBe(1);
    expect([await preview(admin, 'Session', 500), await preview(admin, 'Session', 380)]).toEqual([0, 1]);
    expect(await count('session', tenantId)).toBe(1);
    expect(await choose(admin, 'Session', 380)).toEqual({ days: 380 });
    await purgeByChoice(jobActor(tenantId, 'test'));
    for (const table of ['session', 'preparation', 'theme', 'impression'])
      expect([table, await count(table, tenantId)]).toEqual([table, 0]);
    expect(await count('pair', tenantId)).toBe(1);
    expect(await count('session', other)).toBe(1);
    expect(await choose(admin, 'Session', null)).toEqual({ days: null });
  });

  test('leaves talks of people whose data is held', async () => {
    const { ann, admin, hire, tenantId } = await aHeldTalk();
    const second = await hire('Abe', ['ADMIN']);
    inDays(400);
    const expiresAt = after(now(), 30, 'days');
    const { id: holdId } = await requestLegalHold(
      { ...admin },
      { personIds: [ann.userId], reason: 'A claim.', expiresAt },
    );
    await choose(admin, 'Session', 380);
    expect(await preview(admin, 'Session', 380)).toBe(1);
    await confirmLegalHold({ ...second }, { holdId });
    expect(await preview(admin, 'Session', 380)).toBe(0);
    await purgeByChoice(jobActor(tenantId, 'test'));
    expect([await count('session', tenantId), await count('impression', tenantId)]).toEqual([1, 1]);
    inDays(31);
    await purgeByChoice(jobActor(tenantId, 'test'));
    expect(await count('session', tenantId)).toBe(0);
  });

  test('is chosen by admins in person, within the bounds, for what may be chosen', async () => {
    const { ann, admin, server, hire } = await aPair();
    const advisor = await hire('Ivy', ['ADVISOR']);
    for (const other of [ann, advisor, server()]) {
      expect(await choose(other, 'Session', 400)).toBe('FORBIDDEN');
      expect(await preview(other, 'Session', 400)).toBe('FORBIDDEN');
      const { errors } = await run({ ...other }, '{ retentionRules { type } }');
      expect(codeOf(errors)).toBe('FORBIDDEN');
    }
    for (const [type, days] of [
      ['Session', 10],
      ['Session', 10_000],
      ['PersonRead', 1],
      ['AuditEntry', 400],
      ['x', 1],
    ] as const)
      expect(await choose(admin, type, days)).toEqual({ code: 'INVALID_INPUT' });
  });

  test('is listed for every table with its rule in words', async () => {
    const { admin } = await aPair();
    await choose(admin, 'PersonRead', 120);
    const { data } = await run<{ retentionRules: { type: string; days: number | null; least: number | null }[] }>(
      { ...admin },
      '{ retentionRules { type says days least most } }',
    );
    const of = (type: string) => data?.retentionRules.find((rule) => rule.type === type);
    expect(of('PersonRead')).toMatchObject({ days: 120, least: 90, most: 1_095 });
    expect(of('Session')).toMatchObject({ days: null, least: 365 });
    expect(of('AuditEntry')).toMatchObject({ days: null, least: null });
    expect(data?.retentionRules.length).toBeGreaterThan(25);
  });
});

test('who read my data is forgotten after a year where nothing was chosen', async () => {
  const { ann, tenantId } = await aPair();
  for (const day of ['2020-01-01', now().toISOString().slice(0, 10)])
    await tables.query(
      'admin',
      "insert into person_read (tenant_id, day, reader_kind, reader_id, person_id, type) values ($1, $2, 'key', 'key_x', $3, 'Pair')",
      [tenantId, day, ann.userId],
    );
  await purgeByChoice(jobActor(tenantId, 'test'));
  expect(await count('person_read', tenantId)).toBe(1);
});
