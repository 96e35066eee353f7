import type { Actor } from '../../kernel/actor.ts';
import { asSystem, type Db } from '../../kernel/database.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';

registerIds({ rev: 'Revocation' });

/** What can end before its time. */
export type RevokedSubject = 'GRANT' | 'KEY' | 'USER' | 'TENANT';

/** One thing that ended before its time. */
export interface RevokedThing {
  readonly subject: RevokedSubject;
  readonly subjectId: string;
  /** Tokens of the person below this version are refused. */
  readonly tokenVersion?: number;
}

/** The topic on which every process hears of a revocation. */
export const REVOCATIONS = 'revocations';

/** Notes, in the transaction that makes it true, that something ended, and wakes every process. */
export async function recordRevocation(db: Db, actor: Actor, thing: RevokedThing): Promise<void> {
  await db.revocation.create({ data: { tenantId: actor.tenantId, id: newId('rev'), revokedAt: now(), ...thing } });
  await signal(db, REVOCATIONS);
}

/** A noted revocation with its tenant and time. */
export interface Revoked extends RevokedThing {
  readonly tenantId: string;
  readonly revokedAt: Date;
}

/** What ended since an instant, in all tenants, oldest first. */
export const revokedSince = (instant: Date): Promise<readonly Revoked[]> =>
  asSystem('watchRevocations', async (db) => {
    const rows = await db.revocation.findMany({
      where: { revokedAt: { gte: instant } },
      orderBy: { revokedAt: 'asc' },
    });
    return rows.map(({ tokenVersion, subject, ...row }) => ({
      ...row,
      subject: subject as RevokedSubject,
      ...(tokenVersion === null ? {} : { tokenVersion }),
    }));
  });
