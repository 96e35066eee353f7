import type { Actor } from '@taiwa/schema/kernel/actor';
import { now } from '@taiwa/schema/kernel/time';
import { TOKEN_LIFE, type TokenClaims } from '@taiwa/schema/modules/access/embed-token';
import { REVOCATIONS, revokedSince, type Revoked } from '@taiwa/schema/modules/access/revocation';
import type { Logger } from '../observe/log.ts';
import { watchTable } from './table-watch.ts';

/** Tokens live five minutes, grants eight hours; what ended earlier nobody can show any more. */
const LOOK_BACK_MS = 9 * 3_600_000;
/** Rows of transactions that committed late are still found. */
const OVERLAP_MS = 30_000;

type Claimed = Pick<TokenClaims, 'tid' | 'sub' | 'sid' | 'tv' | 'exp'>;

/** What ended before its time, known to this process within two seconds. */
export interface Revocations {
  /** Whether a token was ended: by its grant, its tenant, or a newer version of its person's tokens. */
  isRevoked(claims: Claimed): boolean;
  /** Whether no newer token of this grant can be good. */
  isGrantRevoked(claims: Claimed): boolean;
  /** Whether the key or grant of this actor was ended; with `madeAt`, also whether all of the person or tenant was from then on. */
  isEnded(actor: Actor, madeAt?: Date): boolean;
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

const nameOf = ({ tenantId, subject, subjectId }: Revoked): string =>
  subject === 'TENANT' ? tenantId : `${tenantId}|${subjectId}`;

/** What is known to have ended, by tenant and subject; the latest of each. */
class Ended {
  readonly #byName = new Map<string, Revoked>();

  /** Notes it; false where it was known. */
  note(revoked: Revoked): boolean {
    const known = this.#byName.get(nameOf(revoked));
    if (known && known.revokedAt >= revoked.revokedAt) return false;
    this.#byName.set(nameOf(revoked), revoked);
    return true;
  }

  of(...parts: readonly string[]): Revoked | undefined {
    return this.#byName.get(parts.join('|'));
  }

  /** Forgets what no living token can have been made before. */
  forgetBefore(instant: number): void {
    for (const [name, { revokedAt }] of this.#byName) if (revokedAt.getTime() < instant) this.#byName.delete(name);
  }
}

function isOfEndedGrant(ended: Ended, { tid, sid, exp }: Claimed): boolean {
  const issuedAt = (exp - TOKEN_LIFE) * 1000;
  // A token made in the second of the revocation may be from before it.
  return ended.of(tid, sid) !== undefined || issuedAt <= (ended.of(tid)?.revokedAt.getTime() ?? -1);
}

const isOfEndedVersion = (ended: Ended, { tid, sub, tv }: Claimed): boolean => {
  const revoked = ended.of(tid, sub);
  return revoked !== undefined && (revoked.tokenVersion ?? Infinity) > tv;
};

/** Watches the table of revocations until stopped: woken by signals, and every second. */
export async function watchRevocations(log: Logger, onRevoked: OnRevoked): Promise<Revocations> {
  const ended = new Ended();
  let since = new Date(now().getTime() - LOOK_BACK_MS);

  const look = async () => {
    const begun = now().getTime();
    for (const revoked of await revokedSince(since)) if (ended.note(revoked)) onRevoked(isMeantBy(revoked));
    since = new Date(begun - OVERLAP_MS);
    ended.forgetBefore(begun - LOOK_BACK_MS);
  };
  const stop = await watchTable({ name: 'revocations', topic: REVOCATIONS, look }, log);
  return {
    isRevoked: (claims) => isOfEndedGrant(ended, claims) || isOfEndedVersion(ended, claims),
    isGrantRevoked: (claims) => isOfEndedGrant(ended, claims),
    isEnded: ({ kind, tenantId, userId, credentialId }, madeAt) => {
      const all = kind === 'person' && madeAt ? [ended.of(tenantId), ended.of(tenantId, userId)] : [];
      return (
        ended.of(tenantId, credentialId) !== undefined || all.some((one) => one && madeAt && one.revokedAt >= madeAt)
      );
    },
    stop,
  };
}
