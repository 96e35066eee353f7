import { DOMAIN_SCOPES, type Scope, withReading } from './scopes.ts';

/** The languages in which the product speaks to people. */
export type Language = 'ja' | 'en';

/** What a user may be in a tenant; one user may be several. */
export type Role = 'MEMBER' | 'MANAGER' | 'ADVISOR' | 'ADMIN';

/** Who asks: never absent, never changed. Its identity (the object itself) is the key under which the wall opens a visit. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'job' | 'anonymous';
  /** `ten_…`; empty for an anonymous actor. */
  readonly tenantId: string;
  /** `usr_…`; empty unless a person. */
  readonly userId: string;
  readonly roles: ReadonlySet<Role>;
  readonly scopes: ReadonlySet<Scope>;
  readonly language: Language;
  readonly requestId: string;
  /** What the actor was recognised by: the id of a key or an embed grant, `demo`, `job:<name>`, or empty. */
  readonly credentialId: string;
}

type Known<K extends keyof Actor> = Pick<Actor, K> & Partial<Omit<Actor, 'kind'>>;

const NO_ROLES: ReadonlySet<Role> = new Set();

// One is made for every request: each property by its name, for spreading several objects costs thirty times as much.
const actorOf = (
  kind: Actor['kind'],
  usual: readonly Scope[] | ReadonlySet<Scope>,
  { tenantId = '', userId = '', roles, scopes, language, requestId = '', credentialId = '' }: Partial<Actor>,
): Actor =>
  Object.freeze({
    kind,
    tenantId,
    userId,
    roles: roles ?? NO_ROLES,
    scopes: withReading(scopes ?? usual),
    language: language ?? 'ja',
    requestId,
    credentialId,
  });

/** A person who acts for themselves; carries every domain scope unless `scopes` says less. */
export const personActor = (known: Known<'tenantId' | 'userId'>): Actor => actorOf('person', DOMAIN_SCOPES, known);

/** A server of the tenant that showed an API key; it never acts as a person. A scope to write brings the one to read. */
export const keyActor = (known: Omit<Known<'tenantId' | 'scopes' | 'credentialId'>, 'userId' | 'roles'>): Actor =>
  actorOf('key', [], known);

/** Work after the fact or on a schedule, inside of one tenant. */
export const jobActor = (tenantId: string, name: string): Actor =>
  actorOf('job', DOMAIN_SCOPES, { tenantId, credentialId: `job:${name}`, requestId: `job:${name}` });

/** A caller without a credential: may do nothing but see what is public. */
export const anonymous = (requestId: string, language: Language = 'ja'): Actor =>
  actorOf('anonymous', [], { requestId, language });

/** The same actor as a new object: one for each operation and each event of a subscription. */
export const freshActor = (actor: Actor): Actor => Object.freeze({ ...actor });

/** Whether the actor is a person (and so has a `userId`). */
export const isPerson = (actor: Actor): boolean => actor.kind === 'person';

/** Whether the actor is a person who holds the role. */
export const hasRole = (actor: Actor, role: Role): boolean => isPerson(actor) && actor.roles.has(role);
