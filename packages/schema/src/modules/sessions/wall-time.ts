import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { instant } from '../../kernel/parse.ts';
import type { Reason } from '../../kernel/problems.ts';
import { wallTime } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { timeZone } from '../tenancy/time-zone.ts';
import { says } from './words.ts';

const DAY = 86_400_000;
const WALL = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;

const offsetAt = (at: number, zone: string): number => Date.parse(`${wallTime(new Date(at), zone)}Z`) - at;

/**
 * The instant at which a clock on the wall of a zone shows `2026-11-21T09:30`: the earlier one where the clocks are set back
 * and show it twice, null where they are set forward and never show it, or where there is no such day.
 */
export function instantOnWall(wall: string, zone: string): Date | null {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (!WALL.test(wall) || Number.isNaN(asUtc)) return null;
  const guesses = [asUtc - DAY, asUtc + DAY].map((near) => asUtc - offsetAt(near, zone));
  const shown = guesses.filter((at) => wallTime(new Date(at), zone) === `${wall}:00`);
  return shown.length === 0 ? null : new Date(Math.min(...shown));
}

/** The pieces of input that give a time: an instant under the name given, or a time on the wall of a zone. */
export const timeFields = { localTime: z.string().max(16).nullish(), timeZone: timeZone().nullish() };

/** The piece of input that gives an instant where no wall time is given. */
export const optionalInstant = () => instant().nullish();

interface GivenTime {
  readonly at: Date | null | undefined;
  readonly localTime?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
}

/** An instant with the zone it was made in. */
export interface ZonedTime {
  readonly at: Date;
  readonly timeZone: string;
  /** The field of the input that gave it. */
  readonly field: string;
}

async function ownZone(db: Db, actor: Actor): Promise<string> {
  const tenant = await db.tenant.findUniqueOrThrow({ where: { id: actor.tenantId }, select: { timeZone: true } });
  if (actor.kind !== 'person') return tenant.timeZone;
  const where = { tenantId_id: { tenantId: actor.tenantId, id: actor.userId } };
  const person = await db.user.findUnique({ where, select: { timeZone: true } });
  return person?.timeZone ?? tenant.timeZone;
}

function refused(actor: Actor, field: string, reason: Reason): never {
  throw invalidAt(actor, field, reason);
}

/**
 * The time an input means, in the zone it names, else the person's own, else the tenant's. `field` is what the instant is
 * called there. Throws InvalidInput for none or two times, and for a wall time that does not exist.
 */
export async function resolveTime(db: Db, actor: Actor, field: string, given: GivenTime): Promise<ZonedTime> {
  const { at, localTime } = given;
  if (Boolean(at) === Boolean(localTime)) refused(actor, field, says.ONE_TIME);
  const zone = given.timeZone ?? (await ownZone(db, actor));
  if (at) return { at, timeZone: zone, field };
  const wall = localTime ?? '';
  if (!WALL.test(wall) || Number.isNaN(Date.parse(`${wall}Z`))) refused(actor, 'localTime', says.NOT_A_WALL_TIME);
  const found = instantOnWall(wall, zone) ?? refused(actor, 'localTime', says.NO_SUCH_TIME);
  return { at: found, timeZone: zone, field: 'localTime' };
}
