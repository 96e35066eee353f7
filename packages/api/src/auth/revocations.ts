import type { Actor } from '@taiwa/schema/kernel/actor';
import { signals } from '@taiwa/schema/kernel/signals';
import type { TokenClaims } from '@taiwa/schema/modules/access/embed-token';
import { REVOCATIONS, revokedSince, type Revoked } from '@taiwa/schema/modules/access/revocation';
import type { Logger } from '../observe/log.ts';

/** Milliseconds after which the table is read even if nobody woke us: what a lost signal can cost. */
const POLL_MS = 2_000;
/** Tokens live five minutes, grants eight hours; what ended earlier nobody can show any more. */
const LOOK_BACK_MS = 9 * 3_600_000;
/** Rows of transactions that committed late are still found. */
const OVERLAP_MS = 30_000;

/** What ended before its time, known to this process within two seconds. */
export interface Revocations {
  isRevoked(claims: Pick<TokenClaims, 'tid' | 'sub' | 'sid' | 'tv' | 'exp'> & { readonly iat?: number }): boolean;
  stop(): Promise<void>;
}

/** Told of everything that ended, once each, so that open sockets end and remembered people are forgotten. */
export type OnRevoked = (isMeant: (actor: Actor) => boolean) => void;

const isMeantBy =
  (revoked: Revoked) =>
  (actor: Actor): boolean => {
    if (actor.tenantId !== revoked.tenantId) return false;
    if (revoked.subject === 'TENANT') return actor.kind === 'person';
    if (revoked.subject === 'USER') return actor.userId === revoked.subjectId;
    return actor.credentialId === revoked.subjectId;
  };

/** Watches the table of revocations until stopped: woken by signals, and every two seconds. */
export async function watchRevocations(log: Logger, onRevoked: OnRevoked): Promise<Revocations> {
  const known = new Map<string, Revoked & { readonly id?: string }>();
  const versions = new Map<string, number>();
  const over = new AbortController();
  let since = new Date(Date.now() - LOOK_BACK_MS);

  const learn = (revoked: Revoked) => {
    const key = `${revoked.tenantId}|${revoked.subject}|${revoked.subjectId}|${revoked.revokedAt.getTime()}`;
    if (known.has(key)) return;
    known.set(key, revoked);
    if (revoked.subject === 'USER') versions.set(`${revoked.tenantId}|${revoked.subjectId}`, revoked.tokenVersion ?? Infinity);
    if (revoked.subject === 'GRANT') versions.set(`${revoked.tenantId}|${revoked.subjectId}`, Infinity);
    if (revoked.subject === 'TENANT') versions.set(revoked.tenantId, revoked.revokedAt.getTime());
    onRevoked(isMeantBy(revoked));
  };
  const look = async () => {
    const begun = Date.now();
    for (const revoked of await revokedSince(since)) learn(revoked);
    since = new Date(begun - OVERLAP_MS);
  };
  const lookSafely = () => look().catch((error: unknown) => log.warn({ err: error }, 'revocations could not be read'));

  await look();
  const timer = setInterval(() => void lookSafely(), POLL_MS);
  const woken = (async () => {
    for await (const _ of signals().subscribe(REVOCATIONS, over.signal)) await lookSafely();
  })();
  return {
    isRevoked: ({ tid, sub, sid, tv, exp }) => {
      const issuedAt = (exp - 300) * 1000;
      return (
        (versions.get(`${tid}|${sub}`) ?? 0) > tv ||
        versions.has(`${tid}|${sid}`) ||
        // A token made in the second of the revocation may be from before it.
        issuedAt <= (versions.get(tid) ?? -1)
      );
    },
    stop: async () => {
      clearInterval(timer);
      over.abort();
      await woken;
    },
  };
}
