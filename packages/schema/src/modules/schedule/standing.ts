/**
 * How a pair stands to its guideline. The definitions are those of the implementation rate (insights): in a month a pair is
 * expected to hold, for each day on which it is a pair and not paused, what the guideline of that day asks of a month,
 * divided by the days of the month. A pair of whom less than 0.25 sessions are expected does not count; holding more than
 * expected makes up for nothing.
 */

/** A calendar day of the tenant, `2026-11-21`. */
export type Day = string;

/** What a guideline asks, and when. */
export interface Rule {
  readonly sessions: number;
  readonly everyMonths: number;
  readonly minutes: number;
  readonly from: Day;
  /** Its last day; open where null. */
  readonly until: Day | null;
}

/** What decides how much is asked of a pair. */
export interface Terms<R extends Rule = Rule> {
  /** What may hold for the pair, the nearest first. */
  readonly rules: readonly R[];
  readonly start: Day;
  /** The last day on which they are a pair; open where null. */
  readonly end: Day | null;
  /** First and last days of pauses; open where the last is null. */
  readonly pauses: readonly (readonly [Day, Day | null])[];
}

/** What the pair did and is about to do. */
export interface Done {
  readonly heldInMonth: number;
  /** Held since the quarter began, up to the end of the month. */
  readonly heldInQuarter: number;
  readonly planned: number;
}

/** What the standing of a pair depends on. */
export interface Meeting<R extends Rule = Rule> extends Terms<R>, Done {}

/** How much is asked of a pair in a month. */
export interface Asked<R extends Rule = Rule> {
  readonly rule: R;
  /** Whether less than one session a month is asked for, so that the quarter counts. */
  readonly isSlow: boolean;
  readonly thisMonth: number;
  readonly expected: number;
  readonly due: number;
  readonly isOver: boolean;
}

/** How a pair stands in a month. */
export interface Standing<R extends Rule = Rule> {
  /** What holds at the end of the month, or now while it runs. */
  readonly rule: R;
  /** Sessions expected of the whole month, or of the quarter so far and to the month's end where less than one a month is asked for. */
  readonly expected: number;
  /** Whole sessions due by today of those. */
  readonly due: number;
  /** Held of those: in the month, or in the quarter. */
  readonly held: number;
  readonly planned: number;
  /** Due sessions that were not held. */
  readonly behindBy: number;
  /** Expected sessions that are neither held nor planned. */
  readonly toPlan: number;
  /** Expected of the month alone and done in it, for the implementation rate; null while the month runs or where too little is expected. */
  readonly counted: { readonly expected: number; readonly done: number } | null;
}

/** Expected sessions below which a pair does not count. */
export const COUNTED_FROM = 0.25;

/** The days of a month (`2026-11`). */
export function daysOf(month: string): readonly Day[] {
  const known = calendar.get(month);
  if (known) return known;
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
  calendar.set(month, days);
  return days;
}

// Two hundred years at the most: no other months are asked for.
const calendar = new Map<string, readonly Day[]>();

/** The months of the quarter of a month, up to the month itself. */
export function quarterUpTo(month: string): string[] {
  const [year = '', number = '1'] = month.split('-');
  const first = Math.floor((Number(number) - 1) / 3) * 3 + 1;
  return Array.from(
    { length: Number(number) - first + 1 },
    (_, at) => `${year}-${String(first + at).padStart(2, '0')}`,
  );
}

const holds = ({ from, until }: Rule, day: Day): boolean => from <= day && (until === null || day <= until);

const ruleOn = <R extends Rule>({ rules }: Terms<R>, day: Day): R | undefined => rules.find((rule) => holds(rule, day));

/** How many sessions a rule asks for in a month. */
export const perMonth = ({ sessions, everyMonths }: Rule): number => sessions / everyMonths;

const isAsked = ({ start, end, pauses }: Terms, day: Day): boolean =>
  day >= start &&
  (end === null || day <= end) &&
  !pauses.some(([from, until]) => from <= day && (until === null || day <= until));

/** Sessions expected in a month up to a day that is still in it. */
export function expectedIn(terms: Terms, month: string, upTo: Day = `${month}-31`): number {
  const days = daysOf(month);
  const asked = days.filter((day) => day <= upTo && isAsked(terms, day));
  const sum = asked.reduce((total, day) => {
    const rule = ruleOn(terms, day);
    return rule ? total + perMonth(rule) : total;
  }, 0);
  return sum / days.length;
}

// Sums of thirtieths miss whole numbers by a hair.
const whole = (expected: number): number => Math.floor(expected + 1e-9);

/** What is asked of a pair in a month as of a day; null where it is nothing. */
export function askedOf<R extends Rule>(terms: Terms<R>, month: string, today: Day): Asked<R> | null {
  const last = daysOf(month).at(-1) ?? month;
  const rule = ruleOn(terms, today < last && today.startsWith(month) ? today : last);
  const thisMonth = expectedIn(terms, month);
  if (!rule || thisMonth === 0) return null;
  const isSlow = perMonth(rule) < 1;
  const months = isSlow ? quarterUpTo(month) : [month];
  const sum = (upTo?: Day) => months.reduce((total, one) => total + expectedIn(terms, one, upTo), 0);
  return { rule, isSlow, thisMonth, expected: sum(), due: whole(sum(today)), isOver: last < today };
}

/** How a pair stands of which so much is asked. */
export function standingIn<R extends Rule>(
  asked: Asked<R>,
  { heldInMonth, heldInQuarter, planned }: Done,
): Standing<R> {
  const { rule, isSlow, thisMonth, expected, due, isOver } = asked;
  const held = isSlow ? heldInQuarter : heldInMonth;
  return {
    rule,
    expected,
    due,
    held,
    planned,
    behindBy: Math.max(0, due - held),
    toPlan: Math.max(0, whole(expected) - held - planned),
    counted: isOver && thisMonth >= COUNTED_FROM ? { expected: thisMonth, done: heldInMonth } : null,
  };
}

/** How the pair stands in a month as of a day; null where nothing is asked of it. */
export function standingOf<R extends Rule>(meeting: Meeting<R>, month: string, today: Day): Standing<R> | null {
  const asked = askedOf(meeting, month, today);
  return asked && standingIn(asked, meeting);
}

/** The implementation rate of standings: Σ min(done, expected) / Σ expected over those that count; null where none does. */
export function rateOf(standings: readonly Pick<Standing, 'counted'>[]): number | null {
  const counted = standings.flatMap((standing) => standing.counted ?? []);
  const expected = counted.reduce((total, one) => total + one.expected, 0);
  if (expected === 0) return null;
  return counted.reduce((total, one) => total + Math.min(one.done, one.expected), 0) / expected;
}
