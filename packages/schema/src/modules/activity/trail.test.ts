import { describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
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

interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly day: string; readonly type: string };
  }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
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

describe('an auditor', () => {
  const VERDICT = 'query($after: AuditPlace) { auditVerdict(after: $after) { whole entries head more brokenAt } }';
  const auditorOf = async (length: number) => {
    const company = await aCompany();
    await appendToTrail(Array.from({ length }, (_, place) => recorded(company.tenantId, place + 1)));
    const scopes = new Set([...company.admin.scopes, 'audit:read' as const]);
    return { ...company, auditor: { ...company.admin, scopes } };
  };

  test('is told by the console that the chain is whole, from the beginning or a place that was', async () => {
    const { auditor, tenantId } = await auditorOf(4);
    const first = await run<{ auditVerdict: { head: string } }>({ ...auditor }, VERDICT);
    expect(first.data?.auditVerdict).toMatchObject({ whole: true, entries: 4, more: false, brokenAt: null });
    const after = { seq: 4, digest: first.data?.auditVerdict.head };
    await appendToTrail([recorded(tenantId, 5)]);
    const second = await run<{ auditVerdict: object }>({ ...auditor }, VERDICT, { after });
    expect(second.data?.auditVerdict).toMatchObject({ whole: true, entries: 5 });
  });

  test('is told where it is broken, and that an end that was known was cut off', async () => {
    const { auditor, tenantId } = await auditorOf(5);
    const { data } = await run<{ auditVerdict: { head: string } }>({ ...auditor }, VERDICT);
    const after = { seq: 5, digest: data?.auditVerdict.head };
    await change(tenantId, 'delete from audit_entry where tenant_id = $tenant and seq = 5');
    expect((await run({ ...auditor }, VERDICT, { after })).data?.auditVerdict).toMatchObject({
      whole: false,
      brokenAt: 5,
    });
    await change(tenantId, "update audit_entry set action = 'x' where tenant_id = $tenant and seq = 2");
    expect((await run({ ...auditor }, VERDICT)).data?.auditVerdict).toMatchObject({
      whole: false,
      brokenAt: 2,
      head: null,
    });
  });

  test('finds entries by who, what and when', async () => {
    const { auditor } = await auditorOf(5);
    const found = async (filter: object) =>
      (
        await run<{ auditEntries: { nodes: { seq: number }[] } }>(
          { ...auditor },
          'query($filter: AuditEntryFilter) { auditEntries(filter: $filter) { nodes { seq } } }',
          { filter },
        )
      ).data?.auditEntries.nodes.map(({ seq }) => seq);
    expect(await found({ since: '2030-01-02T00:00:00Z', before: '2030-01-04T00:00:00Z' })).toEqual([3, 2]);
    expect(await found({ actorId: 'usr_1', subjectType: 'Session', subjectId: 'ses_4' })).toEqual([4]);
    expect(await found({ actorKind: 'key' })).toEqual([]);
    expect(await found({ action: 'session.started' })).toHaveLength(5);
  });

  test('takes the trail along as lines of JSON or as a table, piece by piece', async () => {
    const { auditor, tenantId } = await auditorOf(3);
    const exported = async (format: string, after = 0) =>
      (
        await run<{ auditExport: { text: string; lastSeq: number; more: boolean } }>(
          { ...auditor },
          'query($format: AuditExportFormat!, $after: Int) { auditExport(format: $format, after: $after) { text lastSeq more } }',
          { format, after },
        )
      ).data?.auditExport;
    const lines = await exported('JSON_LINES');
    expect(lines).toMatchObject({ lastSeq: 3, more: false });
    expect(
      lines?.text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { subjectId: string }).subjectId),
    ).toEqual(['ses_1', 'ses_2', 'ses_3']);
    await appendToTrail([{ ...recorded(tenantId, 4), subjectId: '=1+1' }]);
    const table = `${(await exported('CSV'))?.text}${(await exported('CSV', 4))?.text}`.split('\r\n');
    expect(table[0]).toBe('seq,id,at,action,actorKind,actorId,subjectType,subjectId,digest');
    expect(table).toHaveLength(6);
    expect(table[4]).toContain(",'=1+1,");
  });

  test('is nobody but an admin or a server made for it', async () => {
    const { hire, server, admin } = await auditorOf(2);
    const member = await hire('Mia');
    const curious = { ...member, scopes: new Set([...member.scopes, 'audit:read' as const]) };
    expect(refusalsOf(await run({ ...curious }, VERDICT))).toEqual(['FORBIDDEN']);
    const exported = await run({ ...curious }, '{ auditExport(format: CSV) { text lastSeq } }');
    expect(exported.data?.auditExport).toEqual({ text: expect.not.stringContaining('session'), lastSeq: 0 });
    expect(refusalsOf(await run({ ...admin }, VERDICT))).toEqual(['FORBIDDEN']);
    expect((await run(server('audit:read'), VERDICT)).data?.auditVerdict).toMatchObject({ whole: true });
    const { admin: stranger } = await aCompany();
    const elsewhere = { ...stranger, scopes: new Set([...stranger.scopes, 'audit:read' as const]) };
    expect((await run(elsewhere, VERDICT)).data?.auditVerdict).toMatchObject({ whole: true, entries: 0 });
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

  test('is paged, newest first, without gaps or repetitions', async () => {
    const { ann, bob, tenantId } = await aPair();
    for (const reader of ['key_b', 'key_a'])
      for (const day of ['2029-12-30', '2029-12-31', '2030-01-01'])
        for (const type of ['Session', 'Pair'])
          await tables.query(
            'admin',
            'insert into person_read (tenant_id, day, reader_kind, reader_id, person_id, type) values ($1, $2, $3, $4, $5, $6)',
            [tenantId, day, 'key', reader, ann.userId, type],
          );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: { data?: { viewer: { readsOfMyData: Page } } | null } = await run<{
        viewer: { readsOfMyData: Page };
      }>(
        { ...ann },
        'query($after: String) { viewer { readsOfMyData(first: 5, after: $after) { edges { cursor node { day type } } pageInfo { endCursor hasNextPage } } } }',
        { after },
      );
      const page = answer.data?.viewer.readsOfMyData;
      seen.push(...(page?.edges ?? []).map(({ cursor, node }) => `${String(node.day)} ${node.type} ${cursor}`));
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
    const days = seen.map((line) => line.slice(0, 10));
    expect(days).toEqual(days.toSorted().toReversed());
    expect(await lines(bob)).toEqual([]);
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
