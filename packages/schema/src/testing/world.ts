import { randomBytes } from 'node:crypto';
import { type Actor, jobActor, keyActor, personActor, type Role } from '../kernel/actor.ts';
import { database, read } from '../kernel/database.ts';
import type { Db } from '../kernel/database.ts';
import { type Scope, SCOPES } from '../kernel/scopes.ts';
import { useKeys } from '../kernel/keyring.ts';
import { after, now } from '../kernel/time.ts';
import { createPair } from '../modules/pairs/pair.ts';
import { acceptSession, proposeSession } from '../modules/sessions/session.ts';
import { createDepartment } from '../modules/tenancy/department.ts';
import { createTenant } from '../modules/tenancy/tenant.ts';
import { createUser } from '../modules/tenancy/user.ts';
import { addDefaultTopics } from '../modules/topics/topic.ts';

// A process has keys before anything is sealed; a test's are nobody's.
useKeys({ current: 'test', keys: new Map([['test', randomBytes(32)]]), pepper: randomBytes(32) });

let count = 0;

/** A company with one department, an administrator, and whom it hires. */
export interface Company {
  readonly tenantId: string;
  /** The one at the top; new people work there. */
  readonly departmentId: string;
  readonly admin: Actor;
  /** Registers a person and answers them as an actor; their names follow from `name`. */
  hire(name: string, roles?: readonly Role[], departmentId?: string): Promise<Actor>;
  /** Adds a department. */
  open(name: string, parentId?: string): Promise<string>;
  /** A server of the company with an API key of these scopes; of all where none are given. */
  server(...scopes: Scope[]): Actor;
}

const actorOf = (tenantId: string, userId: string, roles: readonly Role[]): Actor =>
  personActor({ tenantId, userId, roles: new Set(roles), language: 'en', requestId: 'test', credentialId: 'test' });

/** Makes a company with its topics, a department and an administrator. */
export async function aCompany(): Promise<Company> {
  const { tenantId } = await createTenant({ name: '株式会社たいわ', nameEn: 'Taiwa Inc.' });
  await addDefaultTopics(tenantId);
  const job = () => jobActor(tenantId, 'test.found');
  const { id: departmentId } = await createDepartment(job(), { name: '営業部', nameEn: 'Sales' });
  const hire: Company['hire'] = async (name, roles = ['MEMBER'], within = departmentId) => {
    const person = { externalId: `${name}-${(count += 1)}`, familyName: 'Test', givenName: name };
    const { id } = await createUser(job(), { ...person, roles: [...roles], departmentId: within });
    return actorOf(tenantId, id, roles);
  };
  return {
    tenantId,
    departmentId,
    admin: await hire('Ada', ['ADMIN']),
    hire,
    open: async (name, parentId) => (await createDepartment(job(), { name, parentId: parentId ?? null })).id,
    server: (...scopes) =>
      keyActor({
        tenantId,
        credentialId: 'key_test',
        scopes: new Set(scopes.length ? scopes : SCOPES),
        language: 'en',
      }),
  };
}

/** A company in which ann talks and bob is there for her; eve is a colleague of both. */
export interface CompanyWithPair extends Company {
  /** The member. */
  readonly ann: Actor;
  /** The counterpart. */
  readonly bob: Actor;
  readonly eve: Actor;
  readonly pair: string;
}

/** Makes a company with a manager and a member who are a pair, and a colleague who is not. */
export async function aPair(company?: Company): Promise<CompanyWithPair> {
  const within = company ?? (await aCompany());
  const ann = await within.hire('Ann', ['MEMBER']);
  const bob = await within.hire('Bob', ['MANAGER']);
  const eve = await within.hire('Eve', ['MEMBER', 'MANAGER']);
  const two = { memberId: ann.userId, counterpartId: bob.userId };
  const { id } = await createPair(within.admin, { ...two, kind: 'MANAGER_MEMBER' });
  return { ...within, ann, bob, eve, pair: id };
}

/** A pair with a session that both agreed to. */
export interface CompanyWithSession extends CompanyWithPair {
  readonly session: string;
}

/** Makes a pair and plans a session of 30 minutes that begins in so many minutes (10: it can be started at once). */
export async function aSession(inMinutes = 10, pair?: CompanyWithPair): Promise<CompanyWithSession> {
  const within = pair ?? (await aPair());
  const startsAt = after(now(), inMinutes, 'minutes');
  const { id } = await proposeSession(within.ann, { pairId: within.pair, startsAt });
  await acceptSession(within.bob, { sessionId: id });
  return { ...within, session: id };
}

/** Reads as an actor sees it, in a reading of its own. */
export function seenBy<T>(actor: Actor, look: (db: Db) => Promise<T>): Promise<T> {
  const reader = { ...actor };
  return read(reader, () => look(database(reader)));
}
