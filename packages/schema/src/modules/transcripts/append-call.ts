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

/** Those segments of a call that are not kept yet, with the number that the first of them gets; the others follow it. */
export interface Numbered {
  readonly append: Append;
  readonly segments: readonly NewSegment[];
  readonly firstSeq: number;
  /** When the grant began. */
  readonly startedAt: Date;
}

/** The name of a session among all tenants. */
export const sessionKey = ({ tenantId, sessionId }: { tenantId: string; sessionId: string }): string =>
  `${tenantId}/${sessionId}`;
