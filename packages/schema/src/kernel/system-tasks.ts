import type { Prisma } from '../generated/prisma/client.ts';

type Model = Prisma.TypeMap['meta']['modelProps'];

const tasks = <T extends Record<string, readonly Model[]>>(listed: T): T => listed;

/** What the system role is for, and the models each task may touch; what it may do to them is in `permissions.ts`. */
export const SYSTEM_TASKS = tasks({
  /** From the digest of a key, or from a token, to its tenant and person; notes when a key was last used. */
  authenticate: ['allowedOrigin', 'apiKey', 'embedGrant', 'tenant', 'user'],
  /** Which credentials ended lately, in all tenants. */
  watchRevocations: ['revocation'],
  /** In which tenants anybody's data is restricted. */
  watchRestrictions: ['user'],
  /** Makes, reads and retires the keys that sign tokens. */
  signTokens: ['signingKey'],
  /** Hands recorded events on, in order. */
  relayEvents: ['outboxEvent'],
  /** Appends to the audit trails, each entry behind the one before. */
  recordAudit: ['auditEntry'],
  /** Goes through the tenants, to give each its scheduled work. */
  listTenants: ['tenant'],
  /** Ends sessions that were left running. */
  endSessions: ['outboxEvent', 'session'],
  /** Forgets pages that were closed without a word. */
  expirePresence: ['presence'],
  /** Moves presses into the anonymous table, in shuffled batches. */
  moveRatings: ['heldRating', 'rating', 'tenant', 'user'],
  /** Takes segments of live talks in, across tenants, each for the tenant and session that its writer was found in. */
  appendTranscripts: ['captureGrant', 'transcript', 'transcriptEntry'],
  /** Reads what is new in the talks that this process watches, by tenant and session. */
  tailTranscripts: ['transcript', 'transcriptEntry'],
  /** Stops recordings whose talk is over or from which somebody has gone. */
  stopTranscripts: ['captureGrant', 'outboxEvent', 'presence', 'session', 'transcript', 'transcriptEntry'],
  /** Removes a person's anonymous ratings by their pseudonym. */
  eraseRatings: ['rating'],
  /** Publishes copies of hints that tenants share, and takes them away. */
  publishHints: ['hint', 'hintHelp', 'hintReport', 'hintSharing', 'sharedHint'],
  /** Removes rows of a person who is erased, where requests may not. */
  erasePerson: ['embedGrant', 'personRead'],
  /** Makes the content of a tenant unreadable for ever, and removes the tenant. */
  shredTenant: ['personKey', 'tenant', 'tenantKey'],
  /** Deletes what its retention rule says is due. */
  purge: [
    'apiKey',
    'attempt',
    'auditEntry',
    'captureGrant',
    'consentRecord',
    'embedGrant',
    'exportTicket',
    'heldRating',
    'hint',
    'idempotency',
    'import',
    'importChange',
    'importIssue',
    'impression',
    'openRating',
    'outboxEvent',
    'ownCopy',
    'pair',
    'pairLevel',
    'pairPause',
    'participation',
    'personRead',
    'preparation',
    'presence',
    'rating',
    'revocation',
    'segmentHistory',
    'session',
    'signUp',
    'theme',
    'transcript',
    'transcriptEntry',
    'upload',
    'user',
  ],
});

/** The name of a task of the system role. */
export type SystemTask = keyof typeof SYSTEM_TASKS;

/** The tables as one system task sees them: its own, and raw SQL within the role's permissions. */
export type SystemDb<Task extends SystemTask> = Pick<
  Prisma.TransactionClient,
  (typeof SYSTEM_TASKS)[Task][number] | '$queryRaw' | '$executeRaw'
>;
