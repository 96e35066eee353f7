import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { dayOf, now } from '../../kernel/time.ts';
import { nameOfThing } from '../tenancy/name-input.ts';
import { canArrangePairs, type TwoPeople } from './pair.policy.ts';
import { createPair } from './pair.ts';
import { visibleSignUps } from './sign-up.policy.ts';
import { matchVolunteers } from './volunteer-match.ts';
import { says } from './words.ts';

registerIds({ sup: 'SignUp', vol: 'Volunteer' });

declare module '../../kernel/events.ts' {
  interface Events {
    'signUp.opened': Record<never, string>;
    'signUp.closed': Record<never, string>;
    'signUp.paired': Record<never, string>;
  }
}

const recordSignUp = (db: Db, actor: Actor, what: 'opened' | 'closed' | 'paired', signUpId: string): Promise<void> =>
  record(db, { type: `signUp.${what}`, subject: { type: 'SignUp', id: signUpId }, ids: {}, actor });

const demandPairing = (actor: Actor): void => {
  if (!canArrangePairs(actor)) throw forbidden();
};

const name = () => nameOfThing(100);
const OpenSignUp = z.object({
  name: name(),
  nameEn: name().nullish(),
  kind: z.enum(['MANAGER_MEMBER', 'MENTOR_MENTEE', 'OTHER']),
  closesOn: z.date(),
});

/** Invites everybody of the tenant to sign up until a day. Throws InvalidInput, FORBIDDEN. */
export async function openSignUp(actor: Actor, input: z.input<typeof OpenSignUp>): Promise<{ id: string }> {
  demandPairing(actor);
  const given = parseInput(actor, OpenSignUp, input);
  const signUpId = newId('sup');
  return transact(actor, async (db) => {
    const data = { ...given, tenantId: actor.tenantId, id: signUpId, createdAt: now() };
    await db.signUp.create({ data, select: { id: true } });
    await recordSignUp(db, actor, 'opened', signUpId);
    return { id: signUpId };
  });
}

const SignUpId = z.object({ signUpId: id('sup') });

const findSignUp = async (db: Db, actor: Actor, signUpId: string) =>
  orNotFound(await db.signUp.findFirst({ where: { id: signUpId, AND: visibleSignUps(actor) } }));

/** Whether one can still sign up, in the tenant's zone. */
export const isOpen = ({ closesOn, closedAt }: { closesOn: Date; closedAt: Date | null }, zone: string): boolean =>
  closedAt === null && dayOf(now(), zone) <= closesOn.toISOString().slice(0, 10);

async function demandOpen(db: Db, actor: Actor, signUpId: string): Promise<void> {
  const signUp = await findSignUp(db, actor, signUpId);
  const { timeZone } = await db.tenant.findUniqueOrThrow({ where: { id: actor.tenantId } });
  if (!isOpen(signUp, timeZone)) throw new NotNow(says.SIGN_UP_CLOSED);
}

/** Closes an invitation before its day; a closed one stays as it is. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function closeSignUp(actor: Actor, input: z.input<typeof SignUpId>): Promise<{ id: string }> {
  demandPairing(actor);
  const { signUpId } = parseInput(actor, SignUpId, input);
  return transact(actor, async (db) => {
    const { closedAt } = await findSignUp(db, actor, signUpId);
    if (closedAt) return { id: signUpId };
    const where = { tenantId_id: { tenantId: actor.tenantId, id: signUpId } };
    await db.signUp.update({ where, data: { closedAt: now() }, select: { id: true } });
    await recordSignUp(db, actor, 'closed', signUpId);
    return { id: signUpId };
  });
}

const JoinSignUp = SignUpId.extend({ wish: z.enum(['MEMBER', 'COUNTERPART', 'EITHER']) });

/** Signs the person up, or changes their wish until they are paired. Throws NotNow SIGN_UP_CLOSED; InvalidInput, NOT_FOUND. */
export async function joinSignUp(actor: Actor, input: z.input<typeof JoinSignUp>): Promise<{ id: string }> {
  const { signUpId, wish } = parseInput(actor, JoinSignUp, input);
  const { tenantId, userId } = actor;
  return transact(actor, async (db) => {
    await demandOpen(db, actor, signUpId);
    const create = { tenantId, id: newId('vol'), signUpId, userId, wish, joinedAt: now() };
    const where = { tenantId_signUpId_userId: { tenantId, signUpId, userId } };
    await db.volunteer.upsert({ where, create, update: { wish }, select: { id: true } });
    return { id: signUpId };
  });
}

/** Takes the person's sign-up back, also when it is closed; a pair that was made stays. Throws InvalidInput, NOT_FOUND. */
export async function leaveSignUp(actor: Actor, input: z.input<typeof SignUpId>): Promise<{ id: string }> {
  const { signUpId } = parseInput(actor, SignUpId, input);
  const { tenantId, userId } = actor;
  return transact(actor, async (db) => {
    await findSignUp(db, actor, signUpId);
    await db.volunteer.deleteMany({ where: { tenantId, signUpId, userId, pairedAt: null } });
    return { id: signUpId };
  });
}

async function matchedOf(
  db: Db,
  { tenantId }: Actor,
  signUpId: string,
  kind: 'MANAGER_MEMBER' | 'MENTOR_MENTEE' | 'OTHER',
) {
  const volunteers = await db.volunteer.findMany({
    where: { tenantId, signUpId, pairedAt: null, user: { deactivatedAt: null, restrictedAt: null } },
    select: { userId: true, wish: true, user: { select: { departmentId: true } } },
    orderBy: { id: 'asc' },
  });
  const ids = volunteers.map(({ userId }) => userId);
  const pairs = await db.pair.findMany({
    where: { tenantId, kind, endedAt: null, memberId: { in: ids }, counterpartId: { in: ids } },
    select: { memberId: true, counterpartId: true },
  });
  const keyOf = ({ memberId, counterpartId }: TwoPeople) => `${memberId} ${counterpartId}`;
  const taken = new Set(pairs.map(keyOf));
  const waiting = volunteers.map(({ user, ...one }) => ({ ...one, departmentId: user.departmentId }));
  return matchVolunteers(waiting, (two) => taken.has(keyOf(two)));
}

/** Pairs those who wait with each other as far as their wishes go. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function pairVolunteers(actor: Actor, input: z.input<typeof SignUpId>): Promise<{ id: string }> {
  demandPairing(actor);
  const { signUpId } = parseInput(actor, SignUpId, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await db.$queryRaw`select 1 from sign_up where tenant_id = ${tenantId} and id = ${signUpId} for update`;
    const { kind } = await findSignUp(db, actor, signUpId);
    const matched = await matchedOf(db, actor, signUpId, kind);
    for (const two of matched) await createPair(actor, { ...two, kind });
    const paired = matched.flatMap(({ memberId, counterpartId }) => [memberId, counterpartId]);
    await db.volunteer.updateMany({ where: { tenantId, signUpId, userId: { in: paired } }, data: { pairedAt: now() } });
    await recordSignUp(db, actor, 'paired', signUpId);
    return { id: signUpId };
  });
}
