import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aPair, aSession } from '../../testing/world.ts';
import { endSession, startSession } from '../sessions/talk.ts';
import { appendToTrail, verifyTrail, type Recorded } from './audit-entry.ts';

const tables = useTestDatabase();

const recorded = (tenantId: string, number: number): Recorded => ({
  id: `evt_${String(number).padStart(26, '0')}`,
  tenantId,
  type: 'session.started',
  subjectType: 'Session',
  subjectId: `ses_${number}`,
  actorKind: 'person',
  actorUserId: 'usr_1',
  credentialId: 'demo',
  recordedAt: new Date(Date.UTC(2030, 0, number)),
});

async function aTrail(length = 5): Promise<string> {
  const { tenantId } = await aCompany();
  await appendToTrail(Array.from({ length }, (_, place) => recorded(tenantId, place + 1)));
  return tenantId;
}

const change = (tenantId: string, sql: string) => tables.query('admin', sql.replace('$tenant', `'${tenantId}'`));

describe('the chain', () => {
  test('is whole after appending, and the same events again add nothing', async () => {
    const tenantId = await aTrail();
    const verdict = await verifyTrail(tenantId);
    expect(verdict).toMatchObject({ whole: true, entries: 5 });
    await appendToTrail([recorded(tenantId, 5), recorded(tenantId, 4)]);
    expect(await verifyTrail(tenantId)).toEqual(verdict);
  });

  test.each([
    ['changing an entry', "update audit_entry set actor_id = 'usr_2' where tenant_id = $tenant and seq = 3", 3],
    ['removing an entry', 'delete from audit_entry where tenant_id = $tenant and seq = 2', 2],
    [
      'swapping two entries',
      'update audit_entry set seq = case seq when 3 then -1 else 3 end where tenant_id = $tenant and seq in (3, 4); update audit_entry set seq = 4 where tenant_id = $tenant and seq = -1',
      3,
    ],
  ])('shows %s', async (_what, sql, place) => {
    const tenantId = await aTrail();
    for (const statement of sql.split(';')) await change(tenantId, statement);
    expect(await verifyTrail(tenantId)).toEqual({ whole: false, brokenAt: place });
  });

  test('shows a cut end by its head', async () => {
    const tenantId = await aTrail();
    const before = await verifyTrail(tenantId);
    await change(tenantId, 'delete from audit_entry where tenant_id = $tenant and seq = 5');
    expect(await verifyTrail(tenantId)).not.toEqual(before);
  });

  test('has one order when two relays append at once', async () => {
    const { tenantId } = await aCompany();
    await Promise.all([1, 2, 3, 4, 5, 6].map((number) => appendToTrail([recorded(tenantId, number)])));
    expect(await verifyTrail(tenantId)).toMatchObject({ whole: true, entries: 6 });
  });
});

test('nobody who serves requests can change or remove an entry', async () => {
  const tenantId = await aTrail();
  for (const role of ['app', 'statistics'] as const)
    for (const statement of ["update audit_entry set actor_id = 'x'", 'delete from audit_entry'])
      await expect(tables.query(role, `${statement} where tenant_id = '${tenantId}'`)).rejects.toThrow(
        /permission denied/,
      );
});

describe('who read my data', () => {
  const lines = async (actor: Parameters<typeof run>[0]) =>
    (
      await run<{
        viewer: { readsOfMyData: { nodes: { type: string; readerKind: string; reader: { id: string } | null }[] } };
      }>(actor, '{ viewer { readsOfMyData { nodes { type readerKind reader { id } } } } }')
    ).data?.viewer.readsOfMyData.nodes;

  test('says once a day that an admin and a server read rows about a person, and nothing of the two themselves', async () => {
    const { ann, bob, eve, admin, server, session } = await aSession();
    const read = (actor: typeof ann) =>
      run({ ...actor }, 'query($id: ID!) { session(id: $id) { state pair { kind } } }', { id: session });
    for (const actor of [admin, admin, server(), ann, bob]) await read(actor);
    const expected = [
      { type: 'Pair', readerKind: 'person', reader: { id: admin.userId } },
      { type: 'Session', readerKind: 'person', reader: { id: admin.userId } },
      { type: 'Pair', readerKind: 'key', reader: null },
      { type: 'Session', readerKind: 'key', reader: null },
    ];
    for (const actor of [ann, bob]) {
      const found = await lines(actor);
      expect(found).toHaveLength(4);
      expect(found).toEqual(expect.arrayContaining(expected));
    }
    expect(await lines(eve)).toEqual([]);
  });

  test('counts what is read through other things too', async () => {
    const { ann, admin } = await aPair();
    await run({ ...admin }, '{ pairs { nodes { id } } }');
    expect(await lines(ann)).toEqual([{ type: 'Pair', readerKind: 'person', reader: { id: admin.userId } }]);
  });
});

test('the trail of a talk names what happened and never what was said', async () => {
  const { ann, session, tenantId, admin } = await aSession();
  await startSession(ann, { sessionId: session });
  await endSession(ann, { sessionId: session });
  const events = await tables.query('admin', 'select * from outbox_event where tenant_id = $1 order by id', [tenantId]);
  await appendToTrail(
    events.map((row) => ({
      id: String(row.id),
      tenantId,
      type: String(row.type),
      subjectType: String(row.subject_type),
      subjectId: String(row.subject_id),
      actorKind: String(row.actor_kind),
      actorUserId: String(row.actor_user_id),
      credentialId: String(row.credential_id),
      recordedAt: row.recorded_at as Date,
    })),
  );
  const auditor = { ...admin, scopes: new Set([...admin.scopes, 'audit:read' as const]) };
  const { data } = await run<{ auditEntries: { nodes: { action: string }[] } }>(
    auditor,
    '{ auditEntries(first: 2) { nodes { action } } }',
  );
  expect(data?.auditEntries.nodes.map(({ action }) => action)).toEqual(['session.ended', 'session.started']);
});
