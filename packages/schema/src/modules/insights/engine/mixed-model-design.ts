import type { RatingTable } from './mixed-model-table.ts';

/**
 * Sufficient statistics of the model, sorted for one sequential pass: rows = distinct (member, manager, month, cell),
 * grouped by member; *points* = distinct (manager, month) with ratings, contiguous by manager, months rising.
 */
export type Design = {
  /** Numbers of ratings, of rows, and of each kind of level. Members without a rating count as levels too. */
  observations: number;
  rows: number;
  members: number;
  points: number;
  managers: number;
  tenants: number;
  /** Row range of each member: [memberStart[i], memberStart[i + 1]). */
  memberStart: Int32Array;
  /** Ratings of each member. */
  memberCount: Float64Array;
  rowPoint: Int32Array;
  /** Position in `cells` of each row. */
  rowCell: Uint16Array;
  /** Ratings in each row, and their mean less `offset`. */
  rowCount: Float32Array;
  rowMean: Float64Array;
  /** Mean of all ratings, taken off every row so that solver tolerances speak of deviations. */
  offset: number;
  /** Σ(y − row mean)² over all ratings. */
  squaresWithin: number;
  /** Point range of each manager: [pointStart[j], pointStart[j + 1]). */
  pointStart: Int32Array;
  /** Position in `months` of each point. */
  pointMonth: Uint16Array;
  pointCount: Float64Array;
  managerTenant: Int32Array;
  /** Month numbers and cell numbers that occur, rising. */
  months: number[];
  cells: number[];
  /** Share of each occurring cell among all ratings (π of the model). */
  cellShare: Float64Array;
};

/** Which rows of a table to take; undefined takes all. Deleted rows are never taken. */
export type RowFilter = (row: number) => boolean;

/** The whole of which a design is a part: its months, cells, mix and offset stay the reference of the part. */
export type Society = Pick<Design, 'months' | 'cells' | 'cellShare' | 'offset'>;

function collectRows(table: RatingTable, isTaken: RowFilter | undefined): Int32Array {
  const kept = new Int32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row += 1) {
    if (Number.isNaN(table.rating[row]!) || (isTaken !== undefined && !isTaken(row))) continue;
    kept[count] = row;
    count += 1;
  }
  return kept.subarray(0, count);
}

/** Distinct values of a column over the rows and among those known, rising, and the position of each value. */
function rankValues(
  column: Uint16Array,
  rows: Int32Array,
  known: number[] = [],
): { values: number[]; rank: Int32Array } {
  const seen = new Uint8Array(65_536);
  for (const value of known) seen[value] = 1;
  for (let i = 0; i < rows.length; i += 1) seen[column[rows[i]!]!] = 1;
  const values: number[] = [];
  const rank = new Int32Array(65_536).fill(-1);
  seen.forEach((isSeen, value) => {
    if (isSeen) rank[value] = values.push(value) - 1;
  });
  return { values, rank };
}

/** Stable counting sort: the rows ordered by key(row), which lies in [0, keys). */
function sortBy(rows: Int32Array, keys: number, key: (row: number) => number): Int32Array {
  const start = new Int32Array(keys + 1);
  for (let i = 0; i < rows.length; i += 1) start[key(rows[i]!) + 1]! += 1;
  for (let k = 0; k < keys; k += 1) start[k + 1]! += start[k]!;
  const sorted = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const k = key(rows[i]!);
    sorted[start[k]!] = rows[i]!;
    start[k]! += 1;
  }
  return sorted;
}

type Points = { index: Int32Array; start: Int32Array; month: Uint16Array; count: number };

/** Numbers the (manager, month) pairs that occur; `index` is by manager · months + month position. */
function indexPoints(table: RatingTable, rows: Int32Array, months: { values: number[]; rank: Int32Array }): Points {
  const width = months.values.length;
  const index = new Int32Array(table.managers.size * width).fill(-1);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    index[table.manager[row]! * width + months.rank[table.month[row]!]!] = 0;
  }
  const start = new Int32Array(table.managers.size + 1);
  const month: number[] = [];
  for (let slot = 0; slot < index.length; slot += 1) {
    if (index[slot] === 0) index[slot] = month.push(slot % width) - 1;
    if ((slot + 1) % width === 0) start[(slot + 1) / width] = month.length;
  }
  return { index, start, month: Uint16Array.from(month), count: month.length };
}

function meanOf(table: RatingTable, rows: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i += 1) sum += table.rating[rows[i]!]!;
  return rows.length === 0 ? 0 : sum / rows.length;
}

/** Adds the sorted ratings up into rows of equal (member, point, cell). */
function aggregate(
  table: RatingTable,
  sorted: Int32Array,
  pointOf: (row: number) => number,
  cellOf: (row: number) => number,
  offset: number,
): Pick<Design, 'rows' | 'rowPoint' | 'rowCell' | 'rowCount' | 'rowMean' | 'squaresWithin' | 'memberStart'> {
  const rowPoint = new Int32Array(sorted.length);
  const rowCell = new Uint16Array(sorted.length);
  const rowCount = new Float32Array(sorted.length);
  const rowMean = new Float64Array(sorted.length);
  const memberStart = new Int32Array(table.members.size + 1);
  let rows = 0;
  let squaresWithin = 0;
  let lastMember = -1;
  for (let i = 0; i < sorted.length; i += 1) {
    const source = sorted[i]!;
    const member = table.member[source]!;
    const point = pointOf(source);
    const cell = cellOf(source);
    const isSame = member === lastMember && rowPoint[rows - 1] === point && rowCell[rows - 1] === cell;
    if (!isSame) {
      rowPoint[rows] = point;
      rowCell[rows] = cell;
      rows += 1;
      memberStart[member + 1]! += 1;
    }
    lastMember = member;
    // Welford's step: mean and squares in one pass without cancellation.
    const value = table.rating[source]! - offset;
    const count = (rowCount[rows - 1]! += 1);
    const step = value - rowMean[rows - 1]!;
    rowMean[rows - 1]! += step / count;
    squaresWithin += step * (value - rowMean[rows - 1]!);
  }
  for (let member = 0; member < table.members.size; member += 1) memberStart[member + 1]! += memberStart[member]!;
  return {
    rows,
    rowPoint: rowPoint.subarray(0, rows),
    rowCell: rowCell.subarray(0, rows),
    rowCount: rowCount.subarray(0, rows),
    rowMean: rowMean.subarray(0, rows),
    squaresWithin,
    memberStart,
  };
}

function countLevels(design: Omit<Design, 'memberCount' | 'pointCount' | 'cellShare'>, society?: Society): Design {
  const memberCount = new Float64Array(design.members);
  const pointCount = new Float64Array(design.points);
  const cellCount = new Float64Array(design.cells.length);
  for (let member = 0; member < design.members; member += 1) {
    for (let row = design.memberStart[member]!; row < design.memberStart[member + 1]!; row += 1) {
      const count = design.rowCount[row]!;
      memberCount[member]! += count;
      pointCount[design.rowPoint[row]!]! += count;
      cellCount[design.rowCell[row]!]! += count;
    }
  }
  const own = (cell: number) => society?.cellShare[society.cells.indexOf(cell)] ?? 0;
  const share = society ? design.cells.map(own) : cellCount.map((count) => count / design.observations);
  return { ...design, memberCount, pointCount, cellShare: Float64Array.from(share) };
}

/**
 * Builds the design of the ratings of a table, in time linear in the ratings. For a part of the ratings `society` keeps
 * the reference of the whole.
 */
export function buildDesign(table: RatingTable, isTaken?: RowFilter, society?: Society): Design {
  const rows = collectRows(table, isTaken);
  const months = rankValues(table.month, rows, society?.months);
  const cells = rankValues(table.cell, rows, society?.cells);
  const points = indexPoints(table, rows, months);
  const width = months.values.length;
  const pointOf = (row: number) => points.index[table.manager[row]! * width + months.rank[table.month[row]!]!]!;
  const cellOf = (row: number) => cells.rank[table.cell[row]!]!;
  const byCell = sortBy(rows, cells.values.length, cellOf);
  const byPoint = sortBy(byCell, points.count, pointOf);
  const sorted = sortBy(byPoint, table.members.size, (row) => table.member[row]!);
  const offset = society?.offset ?? meanOf(table, rows);
  const design = {
    ...aggregate(table, sorted, pointOf, cellOf, offset),
    observations: rows.length,
    members: table.members.size,
    points: points.count,
    managers: table.managers.size,
    tenants: table.tenants.size,
    offset,
    pointStart: points.start,
    pointMonth: points.month,
    managerTenant: Int32Array.from(table.managerTenant),
    months: months.values,
    cells: cells.values,
  };
  return countLevels(design, society);
}

/** Manager of each point. */
export function managersOfPoints(design: Design): Int32Array {
  const managers = new Int32Array(design.points);
  for (let j = 0; j < design.managers; j += 1) managers.fill(j, design.pointStart[j], design.pointStart[j + 1]);
  return managers;
}
