import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { revokeApiKey } from '@taiwa/schema/modules/access/api-key';
import { revokeTenant, revokeUser } from '@taiwa/schema/modules/access/embed-grant';
import { addAdvisorScope } from '@taiwa/schema/modules/tenancy/advisor-scope';
import { createUser, deactivateUser, updateUser } from '@taiwa/schema/modules/tenancy/user';
import { aCompany, aPair, aSession } from '@taiwa/schema/testing/world';
import { ask, demoTokenOf, keyOf, send } from './caller.ts';
import { useTestServer } from './server.ts';

const server = useTestServer();

const CREATE = `mutation($input: CreateExportInput!) { createExport(input: $input) { __typename
  ... on ExportPass { url } ... on Problem { code } } }`;

const askFor = async (token: string, kind: string, options: object = {}) =>
  send(server.url, CREATE, { token, variables: { input: { kind, ...options } } });

async function urlOf(actor: Actor, kind: string, options: object = {}): Promise<string> {
  const { body } = await askFor(await demoTokenOf(actor), kind, options);
  return server.url + body.data?.createExport.url;
}

const fetchList = async (actor: Actor, kind: string, options: object = {}): Promise<string[][]> =>
  parse((await ask(await urlOf(actor, kind, options))).text, { bom: true });

describe('a list', () => {
  test('comes as a file that spreadsheets open as what it is', async () => {
    const within = await aSession();
    const response = await fetch(await urlOf(within.admin, 'SESSIONS'));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toMatch(/^[^\n]+\r\n[^\n]+\r\n$/);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="taiwa-sessions-[\d-]+\.csv"$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('of sessions says who, when and how long, and nothing else', async () => {
    const within = await aSession();
    const [header, row] = await fetchList(within.admin, 'SESSIONS');
    expect(header).toHaveLength(11);
    expect(row?.slice(0, 2)).toEqual(['SCHEDULED', 'MANAGER_MEMBER']);
    expect(row?.slice(6)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), '30', '', '', '']);
    expect(await fetchList(within.admin, 'SESSIONS', { until: '2020-01-01' })).toHaveLength(1);
  });

  test('neutralises whatever a spreadsheet would run', async () => {
    const company = await aCompany();
    const odd = ['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0", '＝1+1'];
    for (const familyName of odd) {
      const person = {
        externalId: familyName,
        familyName,
        givenName: '\t=1',
        roles: [],
        departmentId: company.departmentId,
      };
      await createUser({ ...company.admin }, person);
    }
    const cells = (await fetchList(company.admin, 'PEOPLE')).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r＝]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=1+1");
    expect(cells).toContain("'\t=1");
  });

  test('of people has e-mail addresses for administrators only', async () => {
    const within = await aPair();
    const { tenantId, ann } = within;
    const email = 'ann@example.com';
    await updateUser({ ...within.admin }, { userId: ann.userId, email });
    expect((await fetchList(within.admin, 'PEOPLE')).flat()).toContain(email);
    const { secret } = await keyOf(within, 'people:read', 'people:write', 'api');
    const { body } = await askFor(secret, 'PEOPLE');
    const { text } = await ask(server.url + body.data?.createExport.url);
    expect(text).toContain('Ann');
    expect(text).not.toContain(email);
    expect(tenantId).toBe(within.tenantId);
  });

  test('of pairs has, for an advisor, whom they were given', async () => {
    const within = await aPair();
    const other = await aPair(within);
    const advisor = await within.hire('Advi', ['ADVISOR']);
    await addAdvisorScope({ ...within.admin }, { advisorId: advisor.userId, userId: within.ann.userId });
    expect(await fetchList(advisor, 'PAIRS')).toHaveLength(2);
    expect(await fetchList(within.admin, 'PAIRS')).toHaveLength(3);
    expect((await fetchList(advisor, 'PEOPLE')).flat().join()).not.toContain(other.ann.userId);
    expect(await fetchList(advisor, 'PEOPLE')).toHaveLength(2);
  });

  test('is in the account of whose rows were read', async () => {
    const within = await aSession();
    await fetchList(within.admin, 'SESSIONS');
    const rows = await server.tables.query<{ person_id: string }>(
      'admin',
      "select person_id from person_read where reader_id = $1 and type = 'Session'",
      [within.admin.userId],
    );
    expect(rows.map(({ person_id }) => person_id).toSorted()).toEqual(
      [within.ann.userId, within.bob.userId].toSorted(),
    );
  });

  test('of one company has nothing of another', async () => {
    const [within, other] = [await aSession(), await aSession()];
    const text = (await fetchList(within.admin, 'SESSIONS')).concat(await fetchList(within.admin, 'PEOPLE')).join();
    const rows = await server.tables.query<{ external_id: string }>(
      'admin',
      'select external_id from app_user where tenant_id = $1',
      [other.tenantId],
    );
    for (const { external_id } of rows) expect(text).not.toContain(external_id);
  });
});

describe('a ticket', () => {
  test('is good once', async () => {
    const url = await urlOf((await aCompany()).admin, 'PEOPLE');
    expect((await ask(url)).status).toBe(200);
    expect(await ask(url)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('is good for five minutes', async () => {
    const { admin, tenantId } = await aCompany();
    const url = await urlOf(admin, 'PEOPLE');
    const past = "update export_ticket set expires_at = now() - interval '1 second' where tenant_id = $1";
    await server.tables.query('admin', past, [tenantId]);
    expect((await ask(url)).status).toBe(404);
  });

  test('is good no more for who has left, lost the role, or whose key was ended', async () => {
    const within = await aPair();
    const [leaver, demoted] = [await within.hire('Left', ['ADMIN']), await within.hire('Less', ['ADMIN'])];
    const { id: apiKeyId, secret } = await keyOf(within, 'people:read', 'api');
    const urls = [await urlOf(leaver, 'PEOPLE'), await urlOf(demoted, 'PEOPLE')];
    const { body } = await askFor(secret, 'PEOPLE');
    await deactivateUser({ ...within.admin }, { userId: leaver.userId });
    await updateUser({ ...within.admin }, { userId: demoted.userId, roles: ['MEMBER'] });
    await revokeApiKey({ ...within.admin }, { apiKeyId });
    const statusOf = async (url: string) => (await ask(url)).status;
    const statuses = [await statusOf(urls[0] ?? ''), await statusOf(urls[1] ?? '')];
    expect(statuses).toEqual([404, 404]);
    expect(await statusOf(server.url + body.data?.createExport.url)).toBe(404);
  });

  test.each([
    ['person', (admin: Actor) => revokeUser({ ...admin }, { userId: admin.userId })],
    ['tenant', (admin: Actor) => revokeTenant({ ...admin })],
  ])('is good no more once all tokens of its %s were ended', async (_, endAll) => {
    const { admin } = await aCompany();
    const token = await demoTokenOf(admin);
    const url = await urlOf(admin, 'PEOPLE');
    await endAll(admin);
    const refused = async () => (await send(server.url, '{ __typename }', { token })).status;
    await expect.poll(refused).toBe(401);
    expect((await ask(url)).status).toBe(404);
  });

  test('of another secret or another company opens nothing', async () => {
    const { admin } = await aCompany();
    const stranger = await aCompany();
    const url = await urlOf(admin, 'PEOPLE');
    const [before = '', secret = ''] = url.split('.').slice(-2);
    expect(before).not.toBe('');
    const forged = [`${server.url}/exports/${stranger.tenantId}.${secret}`, url.slice(0, -1), `${url}x`];
    for (const one of [...forged, `${server.url}/exports/..%2f..%2fetc`, `${server.url}/exports/${'a'.repeat(9_000)}`])
      expect((await ask(one)).status, one).toBe(404);
    expect((await ask(url)).status).toBe(200);
  });
});

test('members, managers and servers without the scope get no list', async () => {
  const within = await aPair();
  const { secret } = await keyOf(within, 'topics:read', 'api');
  for (const token of [await demoTokenOf(within.ann), await demoTokenOf(within.bob), secret])
    for (const kind of ['PEOPLE', 'PAIRS', 'SESSIONS', 'IMPORT_ISSUES'])
      expect((await askFor(token, kind)).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
