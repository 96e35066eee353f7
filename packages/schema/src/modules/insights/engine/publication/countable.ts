/** Who rated whom, about which cell (topic × response), in which month; the value is not needed. */
export interface RatingKey {
  readonly rated: string;
  readonly rater: string;
  readonly month: number;
  readonly cell: number;
}

/** The months and the cells of one rated person that may enter his numbers. */
export interface Countable {
  readonly months: ReadonlySet<number>;
  readonly cells: ReadonlySet<number>;
}

/**
 * Says which months and cells of each rated person have at least k distinct raters. A rating enters a published number
 * only if its month *and* its cell do; what is shown for other cells must come from a fit without their ratings.
 * Cells are counted over the ratings of countable months only, so that a left-out month cannot lift a cell over the floor.
 */
export function countableOf(ratings: Iterable<RatingKey>, k: number): Map<string, Countable> {
  const all = [...ratings];
  const months = groupsWithFloor(all, (rating) => rating.month, k);
  const inMonths = all.filter((rating) => months.get(rating.rated)?.has(rating.month));
  const cells = groupsWithFloor(inMonths, (rating) => rating.cell, k);
  return new Map(
    [...months].map(([rated, own]) => [rated, { months: own, cells: cells.get(rated) ?? new Set<number>() }]),
  );
}

/** Says whether a rating may enter the published numbers of the person it is about. */
export function isCountable(rating: RatingKey, countable: ReadonlyMap<string, Countable>): boolean {
  const own = countable.get(rating.rated);
  return own !== undefined && own.months.has(rating.month) && own.cells.has(rating.cell);
}

function groupsWithFloor(
  ratings: readonly RatingKey[],
  groupOf: (rating: RatingKey) => number,
  k: number,
): Map<string, Set<number>> {
  const raters = new Map<string, Map<number, Set<string>>>();
  for (const rating of ratings) {
    const groups = raters.get(rating.rated) ?? new Map<number, Set<string>>();
    raters.set(rating.rated, groups);
    const group = groupOf(rating);
    groups.set(group, (groups.get(group) ?? new Set<string>()).add(rating.rater));
  }
  return new Map(
    [...raters].map(([rated, groups]) => [
      rated,
      new Set([...groups].filter(([, people]) => people.size >= k).map(([group]) => group)),
    ]),
  );
}
