/**
 * How a number that may go out is worded, so that k people with one opinion do not give themselves away.
 *
 * If everybody (or everybody but the reader) chose the same end of the scale, the mean says what each of them chose. The
 * remedy must not be a signal itself: a band shown *only* for unanimous groups would tell that they are unanimous. So
 *  – below 10 raters a mean is always a half-point band of the five-point scale with open ends, and there are no shares;
 *  – from 10 raters it is rounded to .1 inside the scale and an open band at its ends, however it came about;
 *  – a band also replaces it, and shares are dropped, when at least 80 % gave the same answer: a wider net than "all, or all
 *    but one", so being caught in it does not prove unanimity.
 * The open ends begin where one rater, knowing his own answer, could conclude that all others chose the end.
 */

/** A scale with equidistant grades, e.g. clarity { lowest: 0, highest: 100, grades: 5 } or eight steps { 1, 8, 8 }. */
export interface Scale {
  readonly lowest: number;
  readonly highest: number;
  readonly grades: number;
}

/** A mean as it may be shown: a rounded value, or a band whose missing side is open. */
export type ShownMean =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'band'; readonly from: number | null; readonly to: number | null };

/** Number of raters from which means are rounded instead of banded and shares may be shown. */
export const DETAIL_FLOOR = 10;
/** Share of equal answers from which a group counts as of one mind. */
export const ONE_MIND_SHARE = 0.8;

/** Words the mean of one answer per rater. Throws a RangeError without answers or with one outside the scale. */
export function presentMean(answers: readonly number[], scale: Scale): ShownMean {
  checkAnswers(answers, scale);
  const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  const grade = (scale.highest - scale.lowest) / (scale.grades - 1);
  const position = (mean - scale.lowest) / grade;
  const ends = openEnds(answers.length, scale.grades);
  const isBanded = answers.length < DETAIL_FLOOR || isOfOneMind(answers);
  const shown = (at: number): number => Number((scale.lowest + at * grade).toFixed(6));
  if (position <= ends.low) return { kind: 'band', from: null, to: shown(ends.low) };
  if (position >= ends.high) return { kind: 'band', from: shown(ends.high), to: null };
  if (!isBanded) return { kind: 'value', value: shown(Math.round(position * 10) / 10) };
  const from = Math.floor(position * 2) / 2;
  return { kind: 'band', from: shown(Math.max(from, ends.low)), to: shown(Math.min(from + 0.5, ends.high)) };
}

/**
 * Words the distribution of answers as shares per grade: null below 10 raters or when at least 80 % gave the same answer;
 * rounded to 5 % below 20 raters, to 1 % from there.
 */
export function presentShares(answers: readonly number[], scale: Scale): number[] | null {
  checkAnswers(answers, scale);
  if (answers.length < DETAIL_FLOOR || isOfOneMind(answers)) return null;
  const step = answers.length < 20 ? 20 : 100;
  return gradesOf(scale).map((grade) => {
    const share = answers.filter((answer) => answer === grade).length / answers.length;
    return Math.round(share * step) / step;
  });
}

/** Words how many took part: null below k or when fewer than k were asked, otherwise the band n lies in. */
export function presentParticipation(n: number, asked: number, k: number): { from: number; to: number | null } | null {
  if (n < k || asked < k) return null;
  const edges = [...new Set([k, 10, 20, 50, 100, 200, 500])].filter((edge) => edge >= k);
  const from = edges.findLast((edge) => edge <= n) ?? k;
  const next = edges.find((edge) => edge > n);
  return { from, to: next === undefined ? null : next - 1 };
}

/** Rounds a score of the state model for pages and exports: whole points of 0-100. */
export function presentScore(score: number): number {
  return Math.round(Math.min(100, Math.max(0, score)));
}

/** Says whether so many gave the same answer that a distribution would speak for each of them. */
export function isOfOneMind(answers: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most >= Math.min(ONE_MIND_SHARE * answers.length, answers.length - 1);
}

/**
 * Where the open ends begin, in grades from the lowest: half a grade wide at the top, one grade at the bottom, and wider
 * as long as a rater at the opposite end could conclude from the band that all the others are at this one.
 */
function openEnds(n: number, grades: number): { low: number; high: number } {
  const top = grades - 1;
  let low = 1;
  let high = top - 0.5;
  while (low < top / 2 && Math.floor(low * n) <= top) low += 0.5;
  while (high > top / 2 && Math.ceil(high * n) >= top * (n - 1)) high -= 0.5;
  return { low, high };
}

/** The sums (in grades from the lowest, over all n answers) that a reader must hold possible: the inverse of `presentMean`. */
export function possibleSums(shown: ShownMean, n: number, scale: Scale): { least: number; most: number } {
  const grade = (scale.highest - scale.lowest) / (scale.grades - 1);
  const position = (value: number): number => (value - scale.lowest) / grade;
  const least = shown.kind === 'value' ? position(shown.value) - 0.05 : position(shown.from ?? scale.lowest);
  const most = shown.kind === 'value' ? position(shown.value) + 0.05 : position(shown.to ?? scale.highest);
  return { least: Math.max(0, least * n), most: Math.min(scale.grades - 1, most) * n };
}

function gradesOf({ lowest, highest, grades }: Scale): number[] {
  return Array.from({ length: grades }, (_, index) => lowest + (index * (highest - lowest)) / (grades - 1));
}

function checkAnswers(answers: readonly number[], { lowest, highest }: Scale): void {
  if (answers.length === 0) throw new RangeError('no answers');
  const outside = answers.find((answer) => !(answer >= lowest && answer <= highest));
  if (outside !== undefined) throw new RangeError(`answer ${outside} is outside ${lowest} to ${highest}`);
}
