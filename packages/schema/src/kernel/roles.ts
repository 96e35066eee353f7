import pg from 'pg';
import { MigrationRefused } from './migration-refused.ts';
import { DATA_ROLES, type DataRole } from './permissions.ts';

/** What a role is called, and the password it gets if it has to be made. */
export interface RoleLogin {
  readonly user: string;
  readonly password?: string;
}

/** The login of every role that processes connect as. */
export type RoleLogins = Readonly<Record<DataRole, RoleLogin>>;

/** What the roles are called where nothing else is said. */
export const USUAL_LOGINS: RoleLogins = {
  app: { user: 'taiwa_app' },
  system: { user: 'taiwa_system' },
  statistics: { user: 'taiwa_statistics' },
};

interface Found {
  readonly rolname: string;
  readonly unfenced: boolean;
}

const FIND = 'select rolname, rolsuper or rolbypassrls as unfenced from pg_roles where rolname = any($1)';
const MAY_CREATE = 'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user';

/** Sees that every role exists and that row security holds for it; makes those that are missing where the owner may. */
export async function ensureRoles(owner: pg.Client, logins: RoleLogins): Promise<void> {
  const names = DATA_ROLES.map((role) => logins[role].user);
  const { rows } = await owner.query<Found>(FIND, [names]);
  for (const { rolname, unfenced } of rows)
    if (unfenced)
      throw new MigrationRefused(
        `Row security does not hold for the role ${rolname}: take superuser and bypassrls from it.`,
      );
  const found = new Set(rows.map(({ rolname }) => rolname));
  for (const role of DATA_ROLES) if (!found.has(logins[role].user)) await createRole(owner, logins[role]);
  await owner.query(
    `grant connect on database ${pg.escapeIdentifier(await databaseName(owner))} to ${names.map(pg.escapeIdentifier).join(', ')}`,
  );
}

async function createRole(owner: pg.Client, { user, password }: RoleLogin): Promise<void> {
  const statement = `create role ${pg.escapeIdentifier(user)} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password `;
  const { rows } = await owner.query<{ may: boolean }>(MAY_CREATE);
  if (!rows[0]?.may || password === undefined)
    throw new MigrationRefused(`The role ${user} is missing. Run as an administrator: ${statement}'…'`);
  await owner.query(statement + pg.escapeLiteral(password));
}

async function databaseName(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  return rows[0]?.name ?? '';
}
