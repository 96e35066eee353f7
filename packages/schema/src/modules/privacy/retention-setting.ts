import { z } from 'zod';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { asSystem, database, read, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { parseInput } from '../../kernel/parse.ts';
import { type Due, retentionRules } from '../../kernel/retention.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { after, now } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { restrictedPeople } from '../tenancy/user-restriction.ts';
import { canProtect } from './privacy.policy.ts';
import { says } from './words.ts';

declare module '../../kernel/events.ts' {
  interface Events {
    'retention.changed': Record<never, string>;
  }
}

/** How long a tenant keeps what a table holds. */
export interface RetentionLine {
  readonly type: string;
  readonly says: string;
  /** Days that hold now; null where the rows are kept, or where the rule is not counted in days. */
  readonly days: number | null;
  /** Within which bounds the tenant may choose; null where it may not. */
  readonly least: number | null;
  readonly most: number | null;
}

function demandAdmin(actor: Actor): void {
  if (!canProtect(actor)) throw forbidden();
}

const chosenDays = async (actor: Actor): Promise<ReadonlyMap<string, number>> => {
  const rows = await database(actor).retentionSetting.findMany({ where: { tenantId: actor.tenantId } });
  return new Map(rows.map(({ model, days }) => [model, days]));
};

/** Every table with its rule and what the tenant chose; for admins, in a reading. Throws FORBIDDEN. */
export async function listRetention(actor: Actor): Promise<RetentionLine[]> {
  demandAdmin(actor);
  const chosen = await chosenDays(actor);
  return [...retentionRules()].map(([type, rule]) => ({
    type,
    says: rule.says,
    days: chosen.get(type) ?? rule.choice?.usual ?? null,
    least: rule.choice?.least ?? null,
    most: rule.choice?.most ?? null,
  }));
}

const Choice = z.object({ type: z.string(), days: z.int().nullish() });
type Given = z.input<typeof Choice>;

/** The choice that is meant, with days within its bounds, or its usual ones where none are given. Throws InvalidInput. */
function choiceOf(actor: Actor, input: Given) {
  const { type, days } = parseInput(actor, Choice, input);
  const choice = retentionRules().get(type)?.choice;
  if (!choice) throw invalidAt(actor, 'type', says.RETENTION_FIXED);
  if (days != null && (days < choice.least || days > choice.most))
    throw invalidAt(actor, 'days', says.RETENTION_BOUNDS);
  return { type, choice, days: days ?? null };
}

async function dueIn(actor: Actor, days: number): Promise<Due> {
  const { tenantId } = actor;
  const reader = freshActor(actor);
  const inForce = { confirmedAt: { not: null }, releasedAt: null, expiresAt: { gt: now() } };
  return read(reader, async () => {
    const db = database(reader);
    const holds = await db.legalHold.findMany({ where: { tenantId, ...inForce }, select: { personIds: true } });
    const held = [...holds.flatMap(({ personIds }) => personIds), ...(await restrictedPeople(db, tenantId))];
    return { tenantId, before: after(now(), -days, 'days'), held };
  });
}

function possibleChoice(actor: Actor, input: Given): ReturnType<typeof choiceOf> | null {
  try {
    return choiceOf(actor, input);
  } catch (error) {
    if (error instanceof InvalidInput) return null;
    throw error;
  }
}

/**
 * How many rows would go at once if these days were chosen; nothing is deleted. Null where they cannot be chosen. For admins.
 * Throws FORBIDDEN.
 */
export async function previewRetention(actor: Actor, input: Given): Promise<number | null> {
  demandAdmin(actor);
  const possible = possibleChoice(actor, input);
  if (!possible) return null;
  const { choice, days } = possible;
  const kept = days ?? choice.usual;
  if (kept === null) return 0;
  const due = await dueIn(actor, kept);
  return asSystem('purge', (db) => choice.count(db, due));
}

/**
 * Chooses for how many days the rows of a table are kept, or leaves it to the rule; what is due then goes within the hour. For
 * admins. Throws InvalidInput outside of the bounds, FORBIDDEN.
 */
export async function setRetention(actor: Actor, input: Given): Promise<RetentionLine> {
  demandAdmin(actor);
  const { type, days } = choiceOf(actor, input);
  const { tenantId, userId: changedById } = actor;
  return transact(actor, async (db) => {
    const change = { days: days ?? 0, changedById, changedAt: now() };
    const where = { tenantId_model: { tenantId, model: type } };
    if (days === null) await db.retentionSetting.deleteMany({ where: { tenantId, model: type } });
    else await db.retentionSetting.upsert({ where, create: { tenantId, model: type, ...change }, update: change });
    await record(db, { type: 'retention.changed', subject: { type, id: type }, ids: {}, actor });
    const line = (await listRetention(actor)).find((one) => one.type === type);
    if (!line) throw new Error(`There is no rule for ${type}.`);
    return line;
  });
}

/** Deletes what is due in a tenant by what it chose, or by the rule where it chose nothing; never of people whose data is held. */
export async function purgeByChoice(job: Actor): Promise<void> {
  const reader = freshActor(job);
  const chosen = await read(reader, () => chosenDays(reader));
  for (const [type, { choice }] of retentionRules()) {
    const days = chosen.get(type) ?? choice?.usual;
    if (!choice || days == null) continue;
    const due = await dueIn(job, days);
    await asSystem('purge', (db) => choice.purge(db, due));
  }
}
