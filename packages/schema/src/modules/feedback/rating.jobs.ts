import { randomInt } from 'node:crypto';
import type { HeldRating } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { asSystem } from '../../kernel/database.ts';
import { randomId } from '../../kernel/ids.ts';
import { every } from '../../kernel/jobs.ts';
import { pseudonym } from '../../kernel/keyring.ts';
import { type TenantKeys, tenantKeys } from '../../kernel/tenant-keys.ts';
import type { SystemDb } from '../../kernel/system-tasks.ts';
import { after, closeOfMonth, now } from '../../kernel/time.ts';
import { restrictedPeople } from '../tenancy/user-restriction.ts';
import { pressPlace, type Press } from './press.ts';

/** Fewest presses of a tenant that are moved together before their month closes. */
const BATCH = 5;
/** Seconds a press is held at the least: the time to take it back. */
const HELD_SECONDS = 30;

interface Opened {
  readonly held: HeldRating;
  readonly press: Press;
}

/** In an order that tells nothing (Fisher-Yates with the system's randomness). */
export function shuffled<T>(things: readonly T[]): T[] {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

function openHeld(keys: TenantKeys, held: HeldRating): Opened {
  const text = keys.unseal(pressPlace(held.sessionId, held.memberId), held.press);
  return { held, press: JSON.parse(text) as Press };
}

/** The presses that may be moved now: old enough, and enough of them or of a month that has closed. */
function movable(opened: readonly Opened[], timeZone: string): readonly Opened[] {
  const old = opened.filter(({ press }) => new Date(press.pressedAt) <= after(now(), -HELD_SECONDS, 'seconds'));
  if (old.length >= BATCH) return old;
  return old.filter(({ held }) => closeOfMonth(held.month.toISOString().slice(0, 7), timeZone) <= now());
}

const ratingOf = (tenantId: string, { held, press }: Opened) => ({
  tenantId,
  id: randomId('rat'),
  pseudonym: pseudonym(tenantId, held.memberId),
  ratedId: press.ratedId,
  poolId: press.poolId,
  topicCode: press.topicCode,
  response: press.response,
  month: held.month,
  grade: press.grade,
  hintIds: [...press.hintIds],
});

async function removeHeld(db: SystemDb<'moveRatings'>, tenantId: string, { held }: Opened): Promise<boolean> {
  const own = { tenantId, sessionId: held.sessionId, memberId: held.memberId };
  return (await db.heldRating.deleteMany({ where: own })).count === 1;
}

/** So many presses were taken back while they were being moved that the others would stand alone. */
class TooFewLeft extends Error {}

/**
 * Moves the tenant's held presses among the anonymous ones, in one shuffled batch; answers how many. Those by or about people
 * whose data is restricted wait until that is lifted.
 */
export const moveHeldRatings = (actor: Actor): Promise<number> =>
  moveBatch(actor).catch((error: unknown) => {
    if (error instanceof TooFewLeft) return 0;
    throw error;
  });

const moveBatch = (actor: Actor): Promise<number> =>
  asSystem('moveRatings', async (db) => {
    const { tenantId } = actor;
    const held = await db.heldRating.findMany({ where: { tenantId } });
    if (held.length === 0) return 0;
    const { timeZone } = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { timeZone: true } });
    const restricted = new Set(await restrictedPeople(db, tenantId));
    const free = held.filter(({ memberId }) => !restricted.has(memberId));
    const keys = await tenantKeys(actor);
    const opened = free
      .map((one) => openHeld(keys, one))
      .filter(({ press }) => press.ratedId === null || !restricted.has(press.ratedId));
    const moved: Opened[] = [];
    // Who takes a press back at this very moment wins: what is no longer held is not moved.
    for (const one of movable(opened, timeZone)) if (await removeHeld(db, tenantId, one)) moved.push(one);
    if (movable(moved, timeZone).length < moved.length) throw new TooFewLeft();
    await db.rating.createMany({ data: shuffled(moved).map((one) => ratingOf(tenantId, one)) });
    return moved.length;
  });

every('* * * * *', {
  name: 'feedback.moveHeldRatings',
  forTenant: async (actor) => void (await moveHeldRatings(actor)),
});

/** Removes every anonymous grade a person gave, found by recomputing their pseudonym; answers how many. */
export const eraseRatingsOf = (tenantId: string, userId: string): Promise<number> =>
  asSystem(
    'eraseRatings',
    async (db) => (await db.rating.deleteMany({ where: { tenantId, pseudonym: pseudonym(tenantId, userId) } })).count,
  );
