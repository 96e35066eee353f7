import { createHash } from 'node:crypto';

const BYTES = 16;
const MODULUS = 1n << BigInt(BYTES * 8);

/** How many rows a table has and a checksum of what they say, whatever order they are read in. */
export interface TableSummary {
  readonly rows: number;
  /** The sum of the SHA-256 of the rows, in hex. */
  readonly digest: string;
}

/** Sums up rows as they go by. */
export class TableDigest {
  #rows = 0;
  #sum = 0n;

  /** Takes one row, as the text PostgreSQL writes it. */
  add(row: string): void {
    this.#rows += 1;
    const hash = createHash('sha256').update(row).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${hash.slice(0, BYTES * 2)}`)) % MODULUS;
  }

  /** What was taken so far. */
  summary(): TableSummary {
    return { rows: this.#rows, digest: this.#sum.toString(16).padStart(BYTES * 2, '0') };
  }
}
