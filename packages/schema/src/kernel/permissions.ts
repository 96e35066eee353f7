import pg from 'pg';

/** The roles that processes connect as; the owner migrates and is none of them. */
export const DATA_ROLES = ['app', 'system', 'statistics'] as const;

/** One of them. */
export type DataRole = (typeof DATA_ROLES)[number];

/**
 * For whom the rows of a table are there: for their tenant, for the two people they name (`pair`), for the member they
 * name (`member`), or for nobody but the roles that are granted them (`off`: the installation's own, and published copies,
 * which `app` may read in every tenant).
 */
export type Fence = 'tenant' | 'pair' | 'member' | 'off';

/** A table's fence, and who may do what to it as the text of a GRANT; a role that is not named may do nothing. */
export type TablePermission = { readonly fence: Fence } & { readonly [R in DataRole]?: string };

const ALL = 'select, insert, update, delete';
const GROW = 'select, insert, update';
const APPEND = 'select, insert';
const READ = 'select';
const PURGE = 'select, delete';
// Enough to find what is due and to delete it, never the words themselves.
const purgeUnread = (...more: string[]): string =>
  `select (${['tenant_id', 'session_id', 'member_id', 'counterpart_id', ...more].join(', ')}), delete`;

/**
 * Every table. What `app` and `statistics` are granted they have inside of one tenant, by the fence; what `system` is
 * granted it has in all tenants.
 */
export const PERMISSIONS: Readonly<Record<string, TablePermission>> = {
  // kernel
  outbox_event: { fence: 'tenant', app: APPEND, system: ALL },
  idempotency: { fence: 'tenant', app: ALL, system: PURGE },
  export_ticket: { fence: 'tenant', app: GROW, system: 'select (tenant_id, id, created_at), delete' },
  upload: {
    fence: 'tenant',
    app: ALL,
    system: 'select (tenant_id, id, created_at, expires_at, received_at), delete',
  },
  tenant_key: { fence: 'tenant', app: GROW, system: PURGE },
  // Never changed: a secret is either there or gone.
  person_key: { fence: 'tenant', app: 'select, insert, delete', system: PURGE },
  // tenancy
  tenant: { fence: 'tenant', app: GROW, system: ALL, statistics: READ },
  department: { fence: 'tenant', app: ALL, statistics: READ },
  department_ancestor: { fence: 'tenant', app: ALL, statistics: READ },
  app_user: { fence: 'tenant', app: ALL, system: PURGE, statistics: READ },
  advisor_scope: { fence: 'tenant', app: ALL },
  // access
  api_key: { fence: 'tenant', app: GROW, system: 'select, update (last_used_at), delete' },
  embed_grant: { fence: 'tenant', app: GROW, system: PURGE },
  allowed_origin: { fence: 'tenant', app: ALL, system: READ },
  revocation: { fence: 'tenant', app: APPEND, system: PURGE },
  signing_key: { fence: 'off', system: ALL },
  // topics
  topic: { fence: 'tenant', app: ALL, statistics: READ },
  topic_priority: { fence: 'tenant', app: GROW },
  content_pack: { fence: 'tenant', app: ALL },
  // pairs
  pair: { fence: 'tenant', app: ALL, system: PURGE, statistics: READ },
  pair_level: { fence: 'pair', app: APPEND, system: 'select (tenant_id, id, pair_id, set_at), delete' },
  pair_pause: { fence: 'tenant', app: ALL, system: PURGE },
  sign_up: { fence: 'tenant', app: GROW, system: PURGE },
  volunteer: { fence: 'tenant', app: ALL },
  // imports
  import_run: { fence: 'tenant', app: GROW, system: 'select (tenant_id, id, created_at), delete' },
  import_issue: { fence: 'tenant', app: ALL, system: 'select (tenant_id, id, created_at), delete' },
  import_change: { fence: 'tenant', app: ALL, system: 'select (tenant_id, id, created_at), delete' },
  // sessions
  session: { fence: 'tenant', app: GROW, system: 'select, update, delete', statistics: READ },
  preparation: { fence: 'pair', app: ALL, system: purgeUnread('prepared_at') },
  theme: {
    fence: 'pair',
    app: ALL,
    system: purgeUnread('id', 'done_at'),
    statistics: 'select (tenant_id, id, session_id, member_id, counterpart_id, position, counts_as, response)',
  },
  presence: { fence: 'pair', app: ALL, system: PURGE },
  // schedule
  guideline: { fence: 'tenant', app: GROW, statistics: READ },
  // hints
  hint: {
    fence: 'tenant',
    app: ALL,
    system: 'select, update (shared_id, pool_state, reported_for), delete',
  },
  hint_sharing: { fence: 'tenant', app: ALL, system: READ },
  shared_hint: { fence: 'off', app: READ, system: ALL },
  hint_report: { fence: 'tenant', app: ALL, system: PURGE },
  hint_help: { fence: 'tenant', app: 'select, insert, delete', system: READ },
  // feedback
  participation: { fence: 'member', app: ALL, system: PURGE },
  held_rating: { fence: 'member', app: 'select, insert, delete', system: PURGE },
  rating: { fence: 'tenant', system: 'select (tenant_id, id, pseudonym, month), insert, delete', statistics: READ },
  open_rating: { fence: 'pair', app: ALL, system: purgeUnread() },
  impression: { fence: 'pair', app: ALL, system: purgeUnread('id', 'sent_at') },
  attempt: { fence: 'pair', app: ALL, system: purgeUnread('id', 'recorded_at') },
  // transcripts
  transcript: { fence: 'pair', app: GROW, system: 'select, update, delete' },
  capture_grant: { fence: 'tenant', app: GROW, system: 'select, update, delete' },
  transcript_entry: { fence: 'pair', app: GROW, system: 'select, insert, delete' },
  segment_history: { fence: 'pair', app: 'select, insert, delete', system: purgeUnread('seq', 'revision') },
  transcript_import: { fence: 'pair', app: GROW },
  consent_record: { fence: 'pair', app: APPEND, system: PURGE },
  // activity
  audit_entry: { fence: 'tenant', app: READ, system: 'select, insert, delete' },
  person_read: { fence: 'tenant', app: APPEND, system: PURGE },
  // privacy
  own_copy: { fence: 'member', app: ALL, system: 'select (tenant_id, id, expires_at), delete' },
  retention_setting: { fence: 'tenant', app: ALL },
  erasure: { fence: 'tenant', app: GROW, system: READ },
  restriction: { fence: 'tenant', app: GROW, system: READ },
  legal_hold: { fence: 'tenant', app: GROW, system: READ },
};

/** What each role is called in this database. */
export type RoleNames = Readonly<Record<DataRole, string>>;

const OWN_TENANT = "tenant_id = (select nullif(current_setting('app.tenant', true), ''))";

function grantsOn(table: string, roles: RoleNames): string[] {
  return DATA_ROLES.flatMap((role) => {
    const rights = PERMISSIONS[table]?.[role];
    return rights ? [`grant ${rights} on ${table} to ${roles[role]};`] : [];
  });
}

// The fence asks for a person where there are two (or one), and statistics are nobody's: they see the tenant's.
const needsOwnPolicy = ({ fence, statistics }: TablePermission): boolean => Boolean(statistics) && fence !== 'tenant';

// What is published is read by everybody, and written by nobody who serves requests.
const isPublished = ({ fence, app }: TablePermission): boolean => fence === 'off' && app === READ;

function policiesOn(table: string, roles: RoleNames): string[] {
  const permission = PERMISSIONS[table];
  const made = ['system', 'statistics', 'published'].map((name) => `drop policy if exists ${name} on ${table};`);
  if (permission?.system) made.push(`create policy system on ${table} to ${roles.system} using (true);`);
  if (permission && isPublished(permission))
    made.push(`create policy published on ${table} for select to ${roles.app} using (true);`);
  if (permission && needsOwnPolicy(permission))
    made.push(`create policy statistics on ${table} for select to ${roles.statistics} using (${OWN_TENANT});`);
  return made;
}

/** The statements that leave every role with exactly its permissions on these tables, whatever it had before. */
export function permissionStatements(tables: readonly string[], names: RoleNames): string {
  const roles = {
    app: pg.escapeIdentifier(names.app),
    system: pg.escapeIdentifier(names.system),
    statistics: pg.escapeIdentifier(names.statistics),
  };
  const everyone = Object.values(roles).join(', ');
  return [
    'set local client_min_messages = warning;',
    `revoke all on all tables in schema public from public, ${everyone};`,
    'revoke create on schema public from public;',
    `grant usage on schema public to ${everyone};`,
    ...tables.flatMap((table) => [...grantsOn(table, roles), ...policiesOn(table, roles)]),
  ].join('\n');
}
