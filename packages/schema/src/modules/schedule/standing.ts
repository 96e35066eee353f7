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

/** What the standing of a pair depends on. */
export interface Meeting<R extends Rule = Rule> {
  /** What may hold for the pair, the nearest first. */
  readonly rules: readonly R[];
  readonly start: Day;
  /** The last day on which they are a pair; open where null. */
  readonly end: Day | null;
  /** First and last days of pauses; open where the last is null. */
  readonly pauses: readonly (readonly [Day, Day | null])[];
  readonly heldInMonth: number;
  /** Held since the quarter began, up to the end of the month. */
  readonly heldInQuarter: number;
  readonly planned: number;
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
export function daysOf(month: string): Day[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}

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

const ruleOn = <R extends Rule>({ rules }: Meeting<R>, day: Day): R | undefined =>
  rules.find((rule) => holds(rule, day));

const perMonth = ({ sessions, everyMonths }: Rule): number => sessions / everyMonths;

const isAsked = ({ start, end, pauses }: Meeting, day: Day): boolean =>
  day >= start &&
  (end === null || day <= end) &&
  !pauses.some(([from, until]) => from <= day && (until === null || day <= until));

/** Sessions expected in a month up to a day that is still in it. */
export function expectedIn(meeting: Meeting, month: string, upTo: Day = `${month}-31`): number {
  const days = daysOf(month);
  const asked = days.filter((day) => day <= upTo && isAsked(meeting, day));
  const sum = asked.reduce((total, day) => {
    const rule = ruleOn(meeting, day);
    return rule ? total + perMonth(rule) : total;
  }, 0);
  return sum / days.length;
}

// Sums of thirtieths miss whole numbers by a hair.
const whole = (expected: number): number => Math.floor(expected + 1e-9);

/** How the pair stands in a month as of a day; null where nothing is asked of it. */
export function standingOf<R extends Rule>(meeting: Meeting<R>, month: string, today: Day): Standing<R> | null {
  const days = daysOf(month);
  const last = days.at(-1) ?? month;
  const rule = ruleOn(meeting, today < last && today.startsWith(month) ? today : last);
  const thisMonth = expectedIn(meeting, month);
  if (!rule || thisMonth === 0) return null;
  const isSlow = perMonth(rule) < 1;
  const months = isSlow ? quarterUpTo(month) : [month];
  const sum = (upTo?: Day) => months.reduce((total, one) => total + expectedIn(meeting, one, upTo), 0);
  const held = isSlow ? meeting.heldInQuarter : meeting.heldInMonth;
  const [expected, due] = [sum(), whole(sum(today))];
  const { planned } = meeting;
  return {
    rule,
    expected,
    due,
    held,
    planned,
    behindBy: Math.max(0, due - held),
    toPlan: Math.max(0, whole(expected) - held - planned),
    counted: last < today && thisMonth >= COUNTED_FROM ? { expected: thisMonth, done: meeting.heldInMonth } : null,
  };
}

/** The implementation rate of standings: Σ min(done, expected) / Σ expected over those that count; null where none does. */
export function rateOf(standings: readonly Pick<Standing, 'counted'>[]): number | null {
  const counted = standings.flatMap((standing) => standing.counted ?? []);
  const expected = counted.reduce((total, one) => total + one.expected, 0);
  if (expected === 0) return null;
  return counted.reduce((total, one) => total + Math.min(one.done, one.expected), 0) / expected;
}
