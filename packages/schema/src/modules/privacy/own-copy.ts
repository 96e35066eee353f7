import { z } from 'zod';
import { type Actor, personActor } from '../../kernel/actor.ts';
import { database, read, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { LimitReached, NotNow } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { sealOwn, unseal } from '../../kernel/seal.ts';
import { after, now } from '../../kernel/time.ts';
import { archiveOf } from './archive.ts';
import { visibleCopies } from './privacy.policy.ts';
import { says } from './words.ts';

registerIds({ cop: 'OwnCopy' });

declare module '../../kernel/events.ts' {
  interface Events {
    'ownCopy.requested': { personId: string };
  }
}

/** Days for which a copy can be taken. */
export const COPY_DAYS = 3;
const PER_DAY = 3;

const archivePlace = (copyId: string) => ({ table: 'OwnCopy', row: copyId, column: 'archive' });

/**
 * Asks for a copy of everything about the actor; a job makes it. One that is not taken yet is answered instead of a second.
 * Throws LimitReached beyond three a day.
 */
export function requestOwnCopy(actor: Actor): Promise<{ id: string }> {
  const { tenantId, userId: memberId } = actor;
  return transact(actor, async (db) => {
    const [yesterday, own] = [after(now(), -1, 'days'), { tenantId, memberId }];
    const waiting = await db.ownCopy.findFirst({
      where: { ...own, takenAt: null, expiresAt: { gt: now() } },
      select: { id: true },
    });
    if (waiting) return waiting;
    const today = await db.ownCopy.count({ where: { ...own, requestedAt: { gt: yesterday } } });
    if (today >= PER_DAY) throw new LimitReached(PER_DAY, says.COPIES_A_DAY);
    const copyId = newId('cop');
    const times = { requestedAt: now(), expiresAt: after(now(), COPY_DAYS, 'days') };
    await db.ownCopy.create({ data: { ...own, id: copyId, ...times } });
    const subject = { type: 'OwnCopy', id: copyId };
    await record(db, { type: 'ownCopy.requested', subject, ids: { personId: memberId }, actor });
    return { id: copyId };
  });
}

/** The person themselves at work in a job: behind the wall as they are, with no office. */
export const selfOf = (job: Actor, userId: string): Actor =>
  personActor({ tenantId: job.tenantId, userId, credentialId: job.credentialId, requestId: job.requestId });

/** Makes the copy that a person asked for, sealed; again makes nothing. */
export async function makeOwnCopy(job: Actor, personId: string, copyId: string): Promise<void> {
  const where = { tenantId: job.tenantId, id: copyId, readyAt: null };
  const person = selfOf(job, personId);
  const isWanted = await read(person, async () => (await database(person).ownCopy.count({ where })) === 1);
  if (!isWanted) return;
  const archive = Buffer.from(await archiveOf(selfOf(job, personId))).toString('base64');
  const maker = selfOf(job, personId);
  await transact(maker, async (db) => {
    const sealed = await sealOwn(maker, archivePlace(copyId), archive);
    await db.ownCopy.updateMany({ where, data: { archive: sealed, readyAt: now() } });
  });
}

/** A file as a page can save it. */
export interface TakenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

const TakeOwnCopy = z.object({ copyId: id('cop') });

/** Gives the copy to its person, once; it is gone afterwards. Throws NotNow, InvalidInput, NOT_FOUND. */
export async function takeOwnCopy(actor: Actor, input: z.input<typeof TakeOwnCopy>): Promise<TakenFile> {
  const { copyId } = parseInput(actor, TakeOwnCopy, input);
  return transact(actor, async (db) => {
    const { tenantId } = actor;
    await db.$queryRaw`select 1 from own_copy where tenant_id = ${tenantId} and id = ${copyId} for update`;
    const copy = orNotFound(await db.ownCopy.findFirst({ where: { AND: visibleCopies(actor), id: copyId } }));
    if (copy.takenAt || copy.expiresAt <= now()) throw new NotNow(says.COPY_GONE);
    if (!copy.archive) throw new NotNow(says.COPY_NOT_READY);
    const base64 = await unseal(actor, archivePlace(copyId), copy.archive);
    await db.ownCopy.updateMany({ where: { tenantId, id: copyId }, data: { archive: null, takenAt: now() } });
    return { name: `taiwa-${copy.requestedAt.toISOString().slice(0, 10)}.zip`, mediaType: 'application/zip', base64 };
  });
}
