import type { Db } from '../../kernel/database.ts';
import { dayOf, now } from '../../kernel/time.ts';

/** A day (`2026-11-21`) as columns of days keep it: its midnight in UTC. */
export const dayAsDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The IANA zone in which the tenant counts its days and months. */
export async function zoneOf(db: Db, tenantId: string): Promise<string> {
  const { timeZone } = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { timeZone: true } });
  return timeZone;
}

/** The tenant's day of this moment, at midnight UTC. */
export const todayOf = async (db: Db, tenantId: string): Promise<Date> =>
  dayAsDate(dayOf(now(), await zoneOf(db, tenantId)));
