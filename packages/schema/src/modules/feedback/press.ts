import type { Cell } from '../sessions/main-theme.ts';

/** What is sealed of one press until it is moved. */
export interface Press extends Cell {
  /** 0, 25, 50, 75 or 100. */
  readonly grade: number;
  readonly ratedId: string | null;
  readonly poolId: string | null;
  readonly hintIds: readonly string[];
  /** ISO; only inside of the sealed text, so that the table tells no time. */
  readonly pressedAt: string;
}

/** Where a press is sealed. */
export const pressPlace = (sessionId: string, memberId: string) => ({
  table: 'HeldRating',
  row: `${sessionId}|${memberId}`,
  column: 'press',
});
