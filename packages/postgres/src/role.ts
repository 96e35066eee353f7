/**
 * The database roles, least powers first to last asked for:
 * `admin` bootstraps (superuser: ownership lock, templates, backup), `owner` migrates and owns the database,
 * `app` serves requests, `system` relays and purges, `statistics` reads ratings. Only `admin` gets past row security.
 */
export const ROLES = ['admin', 'owner', 'app', 'system', 'statistics'] as const;

/** One of the database roles by its short name. */
export type Role = (typeof ROLES)[number];

/** The name PostgreSQL knows a role by: `taiwa_app` for `app`. */
export function roleName(role: Role): string {
  return `taiwa_${role}`;
}

const POWERLESS = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication';

const POWERS: Record<Exclude<Role, 'admin'>, string> = {
  owner: `${POWERLESS} inherit`,
  app: `${POWERLESS} noinherit`,
  system: `${POWERLESS} noinherit`,
  statistics: `${POWERLESS} noinherit`,
};

/** The attributes a role has, as the tail of `alter role`; the admin keeps what initdb gave it. */
export function rolePowers(role: Role): string {
  return role === 'admin' ? 'login' : `login ${POWERS[role]}`;
}
