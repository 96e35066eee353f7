import type { NewSegment } from './append-decision.ts';

/** The segments of one call, whose writer was found to be allowed to write into this grant. */
export interface Append {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly grantId: string;
  /** The person who sends them; null for a server. */
  readonly userId: string | null;
  readonly segments: readonly NewSegment[];
}

/** A segment with the number that it gets. */
export interface Numbered {
  readonly append: Append;
  readonly segment: NewSegment;
  readonly seq: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The name of a session among all tenants. */
export const sessionKey = ({ tenantId, sessionId }: { tenantId: string; sessionId: string }): string =>
  `${tenantId}/${sessionId}`;
