import type { Guideline, Pair, Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database, type Db } from '../../kernel/database.ts';
import { dayOf, instantOf, monthAfter, monthOf, now } from '../../kernel/time.ts';
import { visiblePairs } from '../pairs/pair.policy.ts';
import { zoneOf } from '../tenancy/tenant-day.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { type KeptRule, RulesByWhom } from './rules-by-whom.ts';
import {
  type Asked,
  askedOf,
  type Day,
  daysOf,
  type Done,
  quarterUpTo,
  type Standing,
  standingIn,
  type Terms,
} from './standing.ts';

/** The pair of a standing. */
export type MetPair = Pick<Pair, 'id' | 'kind' | 'memberId' | 'counterpartId' | 'startedAt' | 'endedAt'>;

/** How one pair stands to its guideline in one month. */
export interface PairStanding extends Omit<Standing, 'rule'>, MetPair {
  readonly month: string;
  readonly guideline: Guideline;
}

interface Frame {
  readonly month: string;
  readonly zone: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly monthBegins: Date;
  readonly quarterBegins: Date;
  readonly ends: Date;
}

const dayText = (day: Date): string => day.toISOString().slice(0, 10);
const [EARLIEST, LATEST] = ['2000-01', '2199-12'];

/** The month of a day, the present one of the tenant's zone where none is given; never one that no calendar needs. */
function monthOfDay(on: Date | null | undefined, zone: string): string {
  const month = on ? on.toISOString().slice(0, 7) : monthOf(now(), zone);
  if (month < EARLIEST || !/^\d{4}-/.test(month)) return EARLIEST;
  return month > LATEST ? LATEST : month;
}

async function frameOf(db: Db, tenantId: string, on: Date | null | undefined): Promise<Frame> {
  const zone = await zoneOf(db, tenantId);
  const month = monthOfDay(on, zone);
  const [quarter = month] = quarterUpTo(month);
  const begins = (of: string) => instantOf(`${of}-01T00:00:00`, zone);
  return {
    month,
    zone,
    firstDay: `${quarter}-01`,
    lastDay: daysOf(month).at(-1) ?? `${month}-28`,
    monthBegins: begins(month),
    quarterBegins: begins(quarter),
    ends: begins(monthAfter(month)),
  };
}

// Beyond this many the whole tenant is read instead of a list of ids.
const MANY = 1_000;
const among = (ids: readonly string[]) => (ids.length <= MANY ? { in: [...ids] } : undefined);

async function rulesWithin(db: Db, tenantId: string, { firstDay, lastDay }: Frame): Promise<RulesByWhom> {
  const rows = await db.guideline.findMany({
    where: {
      tenantId,
      from: { lte: new Date(lastDay) },
      OR: [{ until: null }, { until: { gte: new Date(firstDay) } }],
    },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
  });
  return new RulesByWhom(
    rows.map((row) => ({
      row,
      sessions: row.sessions,
      everyMonths: row.everyMonths,
      minutes: row.minutes,
      from: dayText(row.from),
      until: row.until && dayText(row.until),
    })),
  );
}

/** The ids of the departments of people, each with those above it, the nearest first; asked for only where a rule is about one. */
async function departmentsOf(db: Db, tenantId: string, userIds: readonly string[], rules: RulesByWhom) {
  if (!rules.hasDepartments) return new Map<string, readonly string[]>();
  const people = await db.user.findMany({
    where: { tenantId, id: among(userIds) },
    select: { id: true, departmentId: true },
  });
  const departments = await db.department.findMany({ where: { tenantId }, select: { id: true, path: true } });
  const paths = new Map(departments.map(({ id, path }) => [id, path.split('/').filter(Boolean).toReversed()] as const));
  return new Map(people.map(({ id, departmentId }) => [id, paths.get(departmentId) ?? []] as const));
}

type Counts = ReadonlyMap<string, number>;

async function countOf(db: Db, where: Prisma.SessionWhereInput): Promise<Counts> {
  const groups = await db.session.groupBy({ by: ['pairId'], where, _count: { _all: true } });
  return new Map(groups.map(({ pairId, _count }) => [pairId, _count._all]));
}

async function pausesOf(db: Db, tenantId: string, pairIds: readonly string[], { firstDay, lastDay }: Frame) {
  const rows = await db.pairPause.findMany({
    where: {
      tenantId,
      pairId: among(pairIds),
      from: { lte: new Date(lastDay) },
      OR: [{ until: null }, { until: { gte: new Date(firstDay) } }],
    },
  });
  const byPair = new Map<string, [string, string | null][]>();
  for (const { pairId, from, until } of rows)
    byPair.set(pairId, [...(byPair.get(pairId) ?? []), [dayText(from), until && dayText(until)]]);
  return byPair;
}

/** What was held and is planned, by pair. */
async function doneBy(db: Db, tenantId: string, ids: readonly string[], frame: Frame, hasSlow: boolean) {
  const { monthBegins, quarterBegins, ends } = frame;
  const of = { tenantId, pairId: among(ids) };
  const heldSince = (begin: Date) => countOf(db, { ...of, state: 'ENDED', endedAt: { gte: begin, lt: ends } });
  const held = await heldSince(monthBegins);
  // Where the quarter has just begun, or none of it is asked for, the month says it all.
  const heldInQuarter = hasSlow && quarterBegins < monthBegins ? await heldSince(quarterBegins) : held;
  const open = { state: { in: ['PROPOSED' as const, 'SCHEDULED' as const, 'LIVE' as const] } };
  const planned = await countOf(db, { ...of, ...open, startsAt: { gte: monthBegins, lt: ends } });
  return (pairId: string): Done => ({
    heldInMonth: held.get(pairId) ?? 0,
    heldInQuarter: heldInQuarter.get(pairId) ?? 0,
    planned: planned.get(pairId) ?? 0,
  });
}

async function standingsIn(db: Db, tenantId: string, frame: Frame, pairs: readonly MetPair[]) {
  const ids = pairs.map(({ id }) => id);
  const rules = await rulesWithin(db, tenantId, frame);
  if (rules.isEmpty || pairs.length === 0) return pairs.map(() => null);
  const { zone, month } = frame;
  const members = [...new Set(pairs.map(({ memberId }) => memberId))];
  const departments = await departmentsOf(db, tenantId, members, rules);
  const pauses = await pausesOf(db, tenantId, ids, frame);
  const done = await doneBy(db, tenantId, ids, frame, rules.hasSlow);
  const askedFor = asking(frame, dayOf(now(), zone));
  return pairs.map((pair): PairStanding | null => {
    const asked = askedFor({
      rules: rules.of(pair, departments.get(pair.memberId) ?? []),
      // Of the days before the frame nothing is asked.
      start: pair.startedAt < frame.quarterBegins ? frame.firstDay : dayOf(pair.startedAt, zone),
      end: pair.endedAt && dayOf(pair.endedAt, zone),
      pauses: pauses.get(pair.id) ?? NONE,
    });
    if (!asked) return null;
    const { rule, ...rest } = standingIn(asked, done(pair.id));
    return { ...rest, ...pair, month, guideline: rule.row };
  });
}

const NONE: Terms['pauses'] = [];

/** What is asked of pairs in a month; of all that have the same rules, and neither begin, pause nor end, it is found out once. */
function asking({ month, firstDay }: Frame, today: Day): (terms: Terms<KeptRule>) => Asked<KeptRule> | null {
  const known = new Map<readonly KeptRule[], Asked<KeptRule> | null>();
  return (terms) => {
    const { rules, start, end, pauses } = terms;
    if (end !== null || pauses.length > 0 || start > firstDay) return askedOf(terms, month, today);
    const found = known.get(rules);
    if (found !== undefined) return found;
    const asked = askedOf(terms, month, today);
    known.set(rules, asked);
    return asked;
  };
}

/** How these pairs stand in the month of a day (now where none is given); null where nothing is asked of one. */
export async function standingsOfPairs(actor: Actor, pairs: readonly MetPair[], on: Date | null | undefined) {
  const db = database(actor);
  return standingsIn(db, actor.tenantId, await frameOf(db, actor.tenantId, on), pairs);
}

/** Whose standings are asked for. */
export interface StandingsAsked {
  readonly on?: Date | null | undefined;
  readonly departmentId?: string | null | undefined;
  readonly userId?: string | null | undefined;
}

const SLIM = { id: true, kind: true, memberId: true, counterpartId: true, startedAt: true, endedAt: true } as const;

/**
 * How the pairs that the actor sees stand to their guideline in a month, who is furthest behind first. As many statements
 * for twenty thousand pairs as for two.
 */
export async function listStandings(actor: Actor, asked: StandingsAsked): Promise<readonly PairStanding[]> {
  const db = database(actor);
  const frame = await frameOf(db, actor.tenantId, asked.on);
  const { departmentId, userId } = asked;
  const pairs = await db.pair.findMany({
    where: {
      AND: [
        visiblePairs(actor),
        { startedAt: { lt: frame.ends }, OR: [{ endedAt: null }, { endedAt: { gte: frame.monthBegins } }] },
        ...(departmentId ? [{ member: peopleBelow(departmentId) }] : []),
        ...(userId ? [{ OR: [{ memberId: userId }, { counterpartId: userId }] }] : []),
      ],
    },
    select: SLIM,
  });
  const standings = await standingsIn(db, actor.tenantId, frame, pairs);
  return standings
    .filter((standing) => standing !== null)
    .toSorted((one, other) => other.behindBy - one.behindBy || (one.id < other.id ? -1 : 1));
}
