import type { Guideline, Pair, Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database, type Db } from '../../kernel/database.ts';
import { dayOf, instantOf, monthAfter, monthOf, now } from '../../kernel/time.ts';
import { visiblePairs } from '../pairs/pair.policy.ts';
import { zoneOf } from '../tenancy/tenant-day.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { daysOf, type Meeting, quarterUpTo, type Rule, type Standing, standingOf } from './standing.ts';

/** The pair of a standing. */
export type MetPair = Pick<Pair, 'id' | 'kind' | 'memberId' | 'counterpartId' | 'startedAt' | 'endedAt'>;

interface KeptRule extends Rule {
  readonly row: Guideline;
}

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

async function rulesWithin(db: Db, tenantId: string, { firstDay, lastDay }: Frame): Promise<readonly KeptRule[]> {
  const rows = await db.guideline.findMany({
    where: {
      tenantId,
      from: { lte: new Date(lastDay) },
      OR: [{ until: null }, { until: { gte: new Date(firstDay) } }],
    },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => ({
    row,
    sessions: row.sessions,
    everyMonths: row.everyMonths,
    minutes: row.minutes,
    from: dayText(row.from),
    until: row.until && dayText(row.until),
  }));
}

/** The ids of the departments of people, each with those above it, the nearest first. */
async function departmentsOf(db: Db, tenantId: string, userIds: readonly string[]) {
  const people = await db.user.findMany({
    where: { tenantId, id: among(userIds) },
    select: { id: true, department: { select: { path: true } } },
  });
  return new Map(
    people.map(({ id, department }) => [id, department.path.split('/').filter(Boolean).toReversed()] as const),
  );
}

/** The rules that may hold for a pair, the nearest first: its own, its member's, of departments upwards, of the tenant. */
function rulesFor(rules: readonly KeptRule[], { id, kind, memberId }: MetPair, departments: readonly string[]) {
  const own = rules.filter(({ row }) => row.pairId === id);
  // What is asked of all is asked of members and their managers; other pairs meet as they like.
  if (kind !== 'MANAGER_MEMBER') return own;
  const person = rules.filter(({ row }) => row.userId === memberId);
  const above = departments.flatMap((department) => rules.filter(({ row }) => row.departmentId === department));
  const all = rules.filter(({ row }) => !row.pairId && !row.userId && !row.departmentId);
  return [...own, ...person, ...above, ...all];
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

async function standingsIn(db: Db, tenantId: string, frame: Frame, pairs: readonly MetPair[]) {
  const ids = pairs.map(({ id }) => id);
  const rules = await rulesWithin(db, tenantId, frame);
  if (rules.length === 0 || pairs.length === 0) return pairs.map(() => null);
  const { monthBegins, quarterBegins, ends, zone, month } = frame;
  const of = { tenantId, pairId: among(ids) };
  const departments = await departmentsOf(db, tenantId, [...new Set(pairs.map(({ memberId }) => memberId))]);
  const pauses = await pausesOf(db, tenantId, ids, frame);
  const ended = { ...of, state: 'ENDED' as const };
  const held = await countOf(db, { ...ended, endedAt: { gte: monthBegins, lt: ends } });
  const heldInQuarter = await countOf(db, { ...ended, endedAt: { gte: quarterBegins, lt: ends } });
  const open = { state: { in: ['PROPOSED' as const, 'SCHEDULED' as const, 'LIVE' as const] } };
  const planned = await countOf(db, { ...of, ...open, startsAt: { gte: monthBegins, lt: ends } });
  const today = dayOf(now(), zone);
  return pairs.map((pair): PairStanding | null => {
    const meeting: Meeting<KeptRule> = {
      rules: rulesFor(rules, pair, departments.get(pair.memberId) ?? []),
      start: dayOf(pair.startedAt, zone),
      end: pair.endedAt && dayOf(pair.endedAt, zone),
      pauses: pauses.get(pair.id) ?? [],
      heldInMonth: held.get(pair.id) ?? 0,
      heldInQuarter: heldInQuarter.get(pair.id) ?? 0,
      planned: planned.get(pair.id) ?? 0,
    };
    const standing = standingOf(meeting, month, today);
    if (!standing) return null;
    const { rule, ...rest } = standing;
    return { ...rest, ...pair, month, guideline: rule.row };
  });
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
