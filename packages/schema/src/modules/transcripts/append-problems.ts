import { Problem, type Reason } from '../../kernel/problems.ts';

/** These segments can never be taken: whoever holds them drops them. Nothing of the call was kept. */
export class SegmentsRefused extends Problem {
  readonly clientIds: readonly string[];

  constructor(reason: Reason, clientIds: readonly string[]) {
    super(reason);
    this.clientIds = clientIds;
  }
}

/** These ids were used before for other content. Nothing of the call was kept. */
export class SegmentConflict extends Problem {
  readonly clientIds: readonly string[];

  constructor(reason: Reason, clientIds: readonly string[]) {
    super(reason);
    this.clientIds = clientIds;
  }
}
