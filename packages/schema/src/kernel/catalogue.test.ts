import { expect, it } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { asSystem } from './database.ts';
import { DATA_ROLES, type Fence, PERMISSIONS, type TablePermission } from './permissions.ts';
import { SYSTEM_TASKS, type SystemTask } from './system-tasks.ts';

const tables = useTestDatabase();

const OURS = `c.relnamespace = 'public'::regnamespace and c.relname <> '_taiwa_migrations'`;
const TABLES = `from pg_class c where ${OURS} and c.relkind in ('r', 'p')`;
// These bear no tenant in a column of their own: the tenant itself, and what belongs to the installation.
const KEYED_BY_ID = ['shared_hint', 'signing_key', 'tenant'];

const names = async (text: string): Promise<string[]> =>
  (await tables.query<{ name: string }>('admin', text)).map(({ name }) => name);

it('has every table on the list of permissions, and nothing on the list that is no table', async () => {
  expect(await names(`select c.relname as name ${TABLES} order by 1`)).toEqual(Object.keys(PERMISSIONS).sort());
});

it('has row security on and forced for every table', async () => {
  expect(
    await names(`select c.relname as name ${TABLES} and not (c.relrowsecurity and c.relforcerowsecurity)`),
  ).toEqual([]);
});

const setting = (name: string): string =>
  `( SELECT NULLIF(current_setting('${name}'::text, true), ''::text) AS "nullif")`;
const ofTenant = (column: string): string => `(${column} = ${setting('app.tenant')})`;
const isMe = (column: string): string => `(${setting('app.user')} = ${column})`;

/** What PostgreSQL says the condition of a fence is. */
function conditionOf(table: string, fence: Fence): string | undefined {
  if (fence === 'off') return undefined;
  if (fence === 'tenant') return ofTenant(table === 'tenant' ? 'id' : 'tenant_id');
  if (fence === 'member') return `(${ofTenant('tenant_id')} AND (member_id = ${setting('app.user')}))`;
  return `(${ofTenant('tenant_id')} AND (${isMe('member_id')} OR ${isMe('counterpart_id')}))`;
}

interface Policy {
  readonly table: string;
  readonly rule: string;
}

const POLICIES = `
  select tablename as table, concat_ws(' · ', policyname, permissive, roles::text, cmd, qual, with_check) as rule
  from pg_policies where schemaname = 'public' order by policyname`;

/** The policies a table must have; a policy without a check of its own checks what is written by its condition. */
function policiesOf(table: string, { fence, app, system, statistics }: TablePermission): string[] {
  const condition = conditionOf(table, fence);
  return [
    ...(condition ? [`fence · PERMISSIVE · {public} · ALL · ${condition}`] : []),
    ...(app && fence === 'off' ? ['published · PERMISSIVE · {taiwa_app} · SELECT · true'] : []),
    ...(statistics && fence !== 'tenant'
      ? [`statistics · PERMISSIVE · {taiwa_statistics} · SELECT · ${ofTenant('tenant_id')}`]
      : []),
    ...(system ? ['system · PERMISSIVE · {taiwa_system} · ALL · true'] : []),
  ];
}

it('has the listed fence around every table, and no hole in one but for the listed roles', async () => {
  const policies = await tables.query<Policy>('admin', POLICIES);
  for (const [table, permission] of Object.entries(PERMISSIONS)) {
    const found = policies.filter((policy) => policy.table === table).map(({ rule }) => rule);
    expect(found, table).toEqual(policiesOf(table, permission));
  }
});

it('has the tenant first in every primary key', async () => {
  const wrong = await names(`
    select c.relname as name from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    left join pg_attribute first on first.attrelid = c.oid and first.attnum = k.conkey[1]
    where ${OURS} and c.relkind in ('r', 'p') and first.attname is distinct from 'tenant_id' order by 1`);
  expect(wrong).toEqual(KEYED_BY_ID);
});

it('has the tenant on both sides of every foreign key', async () => {
  const wrong = await names(`
    select k.conname as name from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute own on own.attrelid = k.conrelid and own.attnum = k.conkey[1]
    join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = k.confkey[1]
    where ${OURS} and k.contype = 'f' and not (own.attname = 'tenant_id'
      and (theirs.attname = 'tenant_id' or (k.confrelid = 'tenant'::regclass and theirs.attname = 'id')))`);
  expect(wrong).toEqual([]);
});

it('has no foreign key that would empty the tenant of a row when what it points to goes', async () => {
  expect(
    await names(`select conname as name from pg_constraint
      where contype = 'f' and confdeltype in ('n', 'd') and confdelsetcols is null`),
  ).toEqual([]);
});

it('has the tenant first in every index that is not looked up in all tenants', async () => {
  const others = await names(`
    select i.relname as name from pg_index x
    join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    join pg_attribute first on first.attrelid = c.oid and first.attnum = x.indkey[0]
    where ${OURS} and first.attname <> 'tenant_id' order by 1`);
  expect(others).toEqual([
    'api_key_hash_key',
    'hint_help_hint_id_idx',
    'hint_shared_id_idx',
    'idempotency_expires_at_idx',
    'outbox_event_relayed_at_id_idx',
    'revocation_revoked_at_idx',
    'shared_hint_pkey',
    'shared_hint_topic_code_response_month_idx',
    'signing_key_pkey',
    'tenant_pkey',
  ]);
});

it('has no view that looks past row security, and no function that runs with its owner’s powers unguarded', async () => {
  expect(
    await names(`select c.relname as name from pg_class c where ${OURS} and (c.relkind = 'm'
      or c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))`),
  ).toEqual([]);
  expect(
    await names(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
      and not exists (select from unnest(proconfig) setting where setting like 'search_path=%')`),
  ).toEqual([]);
});

it('lets no role but the owner call the functions that raise fences', async () => {
  expect(
    await names(`select proname || ' ' || rolname as name from pg_proc, pg_roles
      where pronamespace = 'public'::regnamespace and proname like 'taiwa_%' and rolname in ('taiwa_app', 'taiwa_system', 'taiwa_statistics')
      and has_function_privilege(rolname, pg_proc.oid, 'execute')`),
  ).toEqual([]);
});

const GRANTED = `
  select concat_ws(' · ', c.relname, r.rolname, string_agg(g.rights, ', ' order by g.rights)) as line
  from pg_class c cross join pg_roles r cross join lateral (
    select lower(p.name) as rights
    from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p(name)
    where has_table_privilege(r.oid, c.oid, p.name)
    union all
    select lower(p.name) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
    from unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p(name)
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where not has_table_privilege(r.oid, c.oid, p.name) and has_column_privilege(r.oid, c.oid, a.attnum, p.name)
    group by p.name
  ) g
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    and r.rolname in ('taiwa_app', 'taiwa_system', 'taiwa_statistics')
  group by c.relname, r.rolname order by c.relname, r.rolname`;

it('grants every role what is listed, column by column, and nothing more', async () => {
  const granted = await tables.query<{ line: string }>('admin', GRANTED);
  expect(granted.map(({ line }) => line)).toMatchSnapshot();
});

const SYSTEM_TASK_NAMES = Object.keys(SYSTEM_TASKS) as SystemTask[];
const countRows = (model: unknown): Promise<number> => (model as { count(): Promise<number> }).count();

it('lets every system task reach the tables it names', async () => {
  const actual = SYSTEM_TASK_NAMES.flatMap((task) => SYSTEM_TASKS[task].map((model) => ({ task, model })));
  for (const { task, model } of actual) {
    const count = asSystem(task, (db) => countRows(Reflect.get(db, model)));
    expect(await count, `${task} ${model}`).toBe(0);
  }
});

it('gives no role a power over the others or past row security', async () => {
  const roles = await tables.query(
    'admin',
    `select rolname from pg_roles where rolname = any ($1) and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
     and not exists (select from pg_auth_members where member = pg_roles.oid) order by 1`,
    [DATA_ROLES.map((role) => `taiwa_${role}`)],
  );
  expect(roles).toHaveLength(DATA_ROLES.length);
});
