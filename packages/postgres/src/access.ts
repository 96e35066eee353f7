import { type Role, ROLES, roleName } from './role.ts';

/** The password of every role. */
export type Passwords = Readonly<Record<Role, string>>;

/** All that is needed to connect: plain data, so it can be handed to another process. */
export interface ClusterAccess {
  /** Folder of the Unix socket. */
  readonly socket: string;
  /** Number in the socket's name; no TCP port is open. */
  readonly port: number;
  readonly passwords: Passwords;
  /** The database meant when none is named. */
  readonly database: string;
}

/** Connection settings in the shape `Client`, `pg.Pool` and `PrismaPg` take. */
export interface ConnectionConfig {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Connection settings for a role; throws a TypeError for a role that does not exist. */
export function configFor(access: ClusterAccess, role: Role, database = access.database): ConnectionConfig {
  if (!ROLES.includes(role)) throw new TypeError(`No database role "${role}": use one of ${ROLES.join(', ')}.`);
  return {
    host: access.socket,
    port: access.port,
    user: roleName(role),
    password: access.passwords[role],
    database,
  };
}

/** The same as one `postgresql://` URL, with the socket folder in its `host` parameter. */
export function urlFor(access: ClusterAccess, role: Role, database?: string): string {
  const to = configFor(access, role, database);
  const authority = `${to.user}:${encodeURIComponent(to.password)}@localhost:${to.port}`;
  return `postgresql://${authority}/${encodeURIComponent(to.database)}?host=${encodeURIComponent(to.host)}`;
}
