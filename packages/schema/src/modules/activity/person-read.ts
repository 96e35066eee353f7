import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { type PersonReading, useReadHook } from '../../kernel/reads.ts';
import { type Due, retain } from '../../kernel/retention.ts';
import { dayOf, now } from '../../kernel/time.ts';

/** Days for which a person can see who read their data. */
const KEPT_DAYS = 365;
/** Lines that this process remembers to have written today. */
const MOST_REMEMBERED = 50_000;

const written = new Set<string>();

/** Keeps one line a day for each reader, person and type; answers when the new ones are committed. */
async function keepReads(actor: Actor, readings: readonly PersonReading[]): Promise<void> {
  const { tenantId, kind: readerKind } = actor;
  const readerId = actor.userId || actor.credentialId;
  const day = dayOf(now(), 'UTC');
  const keyOf = ({ personId, type }: PersonReading) => [tenantId, day, readerId, personId, type].join('|');
  const fresh = readings.filter((reading) => !written.has(keyOf(reading)));
  if (fresh.length === 0) return;
  const data = fresh.map((reading) => ({ tenantId, day: new Date(day), readerKind, readerId, ...reading }));
  await transact(actor, (db) => db.personRead.createMany({ data, skipDuplicates: true }));
  if (written.size > MOST_REMEMBERED) written.clear();
  for (const reading of fresh) written.add(keyOf(reading));
}

useReadHook(keepReads);

const dueReads = ({ tenantId, before, held }: Due) => ({
  tenantId,
  day: { lte: before },
  personId: { notIn: [...held] },
});

retain('PersonRead', {
  says: `Removed after ${KEPT_DAYS} days, or as the tenant chose.`,
  choice: {
    usual: KEPT_DAYS,
    least: 90,
    most: 1_095,
    count: (db, due) => db.personRead.count({ where: dueReads(due) }),
    purge: async (db, due) => (await db.personRead.deleteMany({ where: dueReads(due) })).count,
  },
});
