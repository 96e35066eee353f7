import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { jobActor } from '../../kernel/actor.ts';
import { asSystem, database, read } from '../../kernel/database.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { forbidden, notFound } from '../../kernel/refusals.ts';
import { displayName } from '../tenancy/name.ts';
import { issueDemoToken, type IssuedToken } from './embed-token.ts';

let allowed = false;

/** Lets people of demo tenants sign in without showing anything; the process calls this in demo mode and never otherwise. */
export function allowDemoLogins(yes: boolean): void {
  allowed = yes;
}

/** Whether demo logins work in this process. */
export const areDemoLoginsAllowed = (): boolean => allowed;

const demoTenants = () =>
  asSystem('listTenants', (db) => db.tenant.findMany({ where: { demo: true }, orderBy: { id: 'asc' } }));

/** A person one can be in the demo. */
export interface DemoPerson {
  readonly tenantId: string;
  readonly id: string;
  /** What the host calls them; demo people that are meant to be tried begin with `demo-`. */
  readonly externalId: string;
  /** As their own company writes it. */
  readonly name: string;
}

/** The people one can be: those of demo tenants whose external id begins with `demo-`. Throws FORBIDDEN outside demo mode. */
export async function listDemoPeople(): Promise<readonly DemoPerson[]> {
  if (!allowed) throw forbidden();
  const people = await Promise.all((await demoTenants()).map(({ id: tenantId }) => demoPeopleOf(tenantId)));
  return people.flat();
}

async function demoPeopleOf(tenantId: string): Promise<readonly DemoPerson[]> {
  const actor = jobActor(tenantId, 'access.listDemoPeople');
  const where = { tenantId, externalId: { startsWith: 'demo-' }, deactivatedAt: null };
  const people = await read(actor, () => database(actor).user.findMany({ where, orderBy: { externalId: 'asc' } }));
  return people.map((person) => ({
    tenantId,
    id: person.id,
    externalId: person.externalId,
    name: displayName(person, person.language ?? 'ja'),
  }));
}

/** A token as one of the demo's people. Throws FORBIDDEN outside demo mode, NOT_FOUND for somebody else. */
export async function demoSignIn(actor: Actor, input: { userId: string }): Promise<IssuedToken & DemoPerson> {
  if (!allowed) throw forbidden();
  const { userId } = parseInput(actor, z.object({ userId: id('usr') }), input);
  const person = (await listDemoPeople()).find((one) => one.id === userId);
  if (!person) throw notFound();
  const reader = jobActor(person.tenantId, 'access.demoSignIn');
  const where = { tenantId: person.tenantId, id: userId };
  const { tokenVersion } = await read(reader, () =>
    database(reader).user.findFirstOrThrow({ where, select: { tokenVersion: true } }),
  );
  return { ...person, ...(await issueDemoToken({ ...person, tokenVersion })) };
}
