import { z } from 'zod';
import type { Actor, Language } from '../../kernel/actor.ts';
import { asSystem } from '../../kernel/database.ts';
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

/** A person one can be in the demo. */
export interface DemoPerson {
  readonly tenantId: string;
  readonly id: string;
  /** What the host calls them; demo people that are meant to be tried begin with `demo-`. */
  readonly externalId: string;
  /** As readers of the language that was asked for see it, or else as their own company writes it. */
  readonly name: string;
}

// As the system role, in one statement: a request that signs in has a place in the queue already and must not wait for others.
const findDemoPeople = (where: { readonly id?: string }) =>
  asSystem('authenticate', async (db) => {
    const tenants = await db.tenant.findMany({ where: { demo: true }, select: { id: true } });
    const tenantId = { in: tenants.map((tenant) => tenant.id) };
    return db.user.findMany({
      where: { ...where, tenantId, externalId: { startsWith: 'demo-' }, deactivatedAt: null },
      orderBy: [{ externalId: 'asc' }, { tenantId: 'asc' }],
    });
  });

type DemoUser = Awaited<ReturnType<typeof findDemoPeople>>[number];

const personOf = (user: DemoUser, language: Language = user.language ?? 'ja'): DemoPerson => ({
  tenantId: user.tenantId,
  id: user.id,
  externalId: user.externalId,
  name: displayName(user, language),
});

/** The people one can be: those of demo tenants whose external id begins with `demo-`. Throws FORBIDDEN outside demo mode. */
export async function listDemoPeople(language?: Language): Promise<readonly DemoPerson[]> {
  if (!allowed) throw forbidden();
  return (await findDemoPeople({})).map((user) => personOf(user, language));
}

/** A token as one of the demo's people. Throws FORBIDDEN outside demo mode, NOT_FOUND for somebody else. */
export async function demoSignIn(actor: Actor, input: { userId: string }): Promise<IssuedToken & DemoPerson> {
  if (!allowed) throw forbidden();
  const { userId } = parseInput(actor, z.object({ userId: id('usr') }), input);
  const [user] = await findDemoPeople({ id: userId });
  if (!user) throw notFound();
  const person = personOf(user);
  return { ...person, ...(await issueDemoToken({ ...person, tokenVersion: user.tokenVersion })) };
}
