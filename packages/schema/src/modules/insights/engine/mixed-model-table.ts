/** One rated session as it comes in; ids are opaque, month and cell are whole numbers from 0, the rating is on 0-100. */
export type Rating = {
  tenant: string;
  manager: string;
  member: string;
  month: number;
  cell: number;
  rating: number;
};

/** Names of the levels of one grouping factor, numbered in order of first appearance, so that renaming changes nothing. */
export class Levels {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Number of this name, given now if it is new. */
  add(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.names.length);
    this.names.push(name);
    return this.names.length - 1;
  }

  /** Number of this name, or undefined when it never appeared. */
  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  get size(): number {
    return this.names.length;
  }
}

function grow<T extends Int32Array | Uint16Array | Float64Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}

/**
 * Ratings in columns of typed arrays, about 19 bytes each. A row keeps its number for life; a deleted row is marked, not
 * moved. A manager belongs to one tenant.
 */
export class RatingTable {
  readonly tenants = new Levels();
  readonly managers = new Levels();
  readonly members = new Levels();
  /** Tenant number of each manager. */
  readonly managerTenant: number[] = [];
  manager: Int32Array;
  member: Int32Array;
  month: Uint16Array;
  cell: Uint16Array;
  /** NaN marks a deleted row. */
  rating: Float64Array;
  /** Rows ever added, deleted ones included. */
  length = 0;

  constructor(capacity = 1024) {
    this.manager = new Int32Array(capacity);
    this.member = new Int32Array(capacity);
    this.month = new Uint16Array(capacity);
    this.cell = new Uint16Array(capacity);
    this.rating = new Float64Array(capacity);
  }

  /** Adds one rating by names. @returns its row number. @throws RangeError when the manager belongs to another tenant. */
  add(rating: Rating): number {
    const tenant = this.tenants.add(rating.tenant);
    const manager = this.managers.add(rating.manager);
    const home = (this.managerTenant[manager] ??= tenant);
    if (home !== tenant) {
      throw new RangeError(`manager ${rating.manager} is in tenant ${this.tenants.names[home]} and ${rating.tenant}`);
    }
    return this.append(manager, this.members.add(rating.member), rating.month, rating.cell, rating.rating);
  }

  /** Adds one rating by level numbers already known to this table. @returns its row number. */
  append(manager: number, member: number, month: number, cell: number, rating: number): number {
    if (this.length === this.rating.length) this.#grow(Math.ceil(this.length * 1.5) + 16);
    const row = this.length;
    this.manager[row] = manager;
    this.member[row] = member;
    this.month[row] = month;
    this.cell[row] = cell;
    this.rating[row] = rating;
    this.length += 1;
    return row;
  }

  /** Changes the rating of a row. */
  change(row: number, rating: number): void {
    this.rating[row] = rating;
  }

  /** Deletes a row; what is fitted next is as if it had never been there. */
  delete(row: number): void {
    this.rating[row] = Number.NaN;
  }

  #grow(capacity: number): void {
    this.manager = grow(this.manager, new Int32Array(capacity));
    this.member = grow(this.member, new Int32Array(capacity));
    this.month = grow(this.month, new Uint16Array(capacity));
    this.cell = grow(this.cell, new Uint16Array(capacity));
    this.rating = grow(this.rating, new Float64Array(capacity));
  }
}
