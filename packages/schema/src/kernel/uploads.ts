import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Upload } from '../generated/prisma/client.ts';
import type { Actor } from './actor.ts';
import { database, type Db, read, transact } from './database.ts';
import { randomId, registerIds } from './ids.ts';
import { parseInput, text } from './parse.ts';
import { InvalidInput, LimitReached, NotNow, problemMessages } from './problems.ts';
import { forbidden, notFound, orNotFound } from './refusals.ts';
import { retain } from './retention.ts';
import { tenantKeys } from './tenant-keys.ts';
import { demandSpace } from './space.ts';
import { after, now } from './time.ts';
import { uploadPurposes } from './upload-purposes.ts';

registerIds({ upl: 'Upload' });

const says = problemMessages({
  UPLOAD_TOO_LARGE: {
    ja: 'ファイルが大きすぎます。{limit}バイト以内のファイルを選んでください。',
    en: 'The file is too large. Please choose one of at most {limit} bytes.',
  },
  UPLOAD_NOT_RECEIVED: {
    ja: 'ファイルがまだ届いていません。アップロードが終わってから、もう一度お試しください。',
    en: 'The file has not arrived yet. Try again when the upload is complete.',
  },
});

/** How many minutes a file may be sent under its ticket. */
const TICKET_MINUTES = 10;
/** How many hours a file is kept, used or not. */
const KEPT_HOURS = 24;
/** Most files that one caller may have announced and not yet used. */
const MAX_WAITING = 20;

/** What somebody needs to send one file. */
export interface UploadTicket {
  readonly uploadId: string;
  /** Where to send it, below the address of the server: `/uploads/<ticket>`. */
  readonly url: string;
  readonly bytes: number;
  readonly expiresAt: Date;
}

const holderOf = (actor: Actor): string => actor.userId || actor.credentialId;
const hashOf = (ticket: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(ticket, 'utf8').digest());
const placeOf = (row: string, column: 'fileName' | 'content') => ({ table: 'Upload', row, column });
/** The last part of whatever a client calls its file: for people to recognise it, nothing is kept under it. */
const plainName = (name: string): string => name.split(/[/\\]/).at(-1) || name;

const CreateUpload = z.object({
  purpose: z.string(),
  fileName: text({ min: 1, max: 255 }),
  bytes: z.int().min(1),
});

/**
 * Lets the actor send one file of exactly so many bytes within ten minutes. Throws InvalidInput, LimitReached (too many that
 * wait), FORBIDDEN where the purpose is not theirs.
 */
export async function createUpload(actor: Actor, input: z.input<typeof CreateUpload>): Promise<UploadTicket> {
  const purpose = uploadPurposes().get(input.purpose);
  if (!purpose || !actor.scopes.has(purpose.scope) || !purpose.may(actor)) throw forbidden();
  const { fileName, bytes } = parseInput(actor, CreateUpload, input);
  if (bytes > purpose.maxBytes) {
    const message = says.UPLOAD_TOO_LARGE.says[actor.language].replace('{limit}', String(purpose.maxBytes));
    throw new InvalidInput([{ path: 'bytes', message }]);
  }
  const { tenantId } = actor;
  const [id, ticket] = [randomId('upl'), randomBytes(32).toString('base64url')];
  const expiresAt = after(now(), TICKET_MINUTES, 'minutes');
  return transact(actor, async (db) => {
    const waiting = { tenantId, holder: holderOf(actor), usedAt: null };
    const isWaiting = [{ receivedAt: { not: null } }, { expiresAt: { gt: now() } }];
    if ((await db.upload.count({ where: { ...waiting, OR: isWaiting } })) >= MAX_WAITING)
      throw new LimitReached(MAX_WAITING);
    const keys = await tenantKeys(actor);
    const sealedName = keys.seal(placeOf(id, 'fileName'), plainName(fileName));
    const data = { ...waiting, id, purpose: input.purpose, ticketHash: hashOf(ticket), fileName: sealedName };
    await db.upload.create({ data: { ...data, size: bytes, createdAt: now(), expiresAt }, select: { id: true } });
    return { uploadId: id, url: `/uploads/${ticket}`, bytes, expiresAt };
  });
}

/** The uploads that may still be sent under this ticket by this caller. */
const sendable = (actor: Actor, ticket: string) => ({
  tenantId: actor.tenantId,
  holder: holderOf(actor),
  ticketHash: hashOf(ticket),
  receivedAt: null,
  expiresAt: { gt: now() },
});

/** How many bytes must come under this ticket. Throws NOT_FOUND for one that is unknown, over, used or somebody else's. */
export async function awaitedBytes(actor: Actor, ticket: string): Promise<number> {
  const where = sendable(actor, ticket);
  const found = await read(actor, () => database(actor).upload.findFirst({ where, select: { size: true } }));
  return orNotFound(found).size;
}

/** Keeps the file that came under a ticket, sealed, and ends the ticket. Throws NO_SPACE, and NOT_FOUND as `awaitedBytes`. */
export async function receiveUpload(actor: Actor, ticket: string, content: Uint8Array): Promise<{ uploadId: string }> {
  demandSpace();
  return transact(actor, async (db) => {
    const where = { ...sendable(actor, ticket), size: content.length };
    const { id } = orNotFound(await db.upload.findFirst({ where, select: { id: true } }));
    const sealed = (await tenantKeys(actor)).sealBytes(placeOf(id, 'content'), content);
    const { count } = await db.upload.updateMany({ where, data: { content: sealed, receivedAt: now() } });
    if (count === 0) throw notFound();
    return { uploadId: id };
  });
}

/** A file that a mutation took. */
export interface TakenUpload {
  readonly id: string;
  /** What the client called it, without folders. */
  readonly fileName: string;
  readonly content: Buffer;
}

/** The content of a file, for the job that works on what a mutation took. Throws NOT_FOUND once it is gone. */
export async function readUpload(actor: Actor, uploadId: string): Promise<Buffer> {
  const where = { tenantId: actor.tenantId, id: uploadId, usedAt: { not: null } };
  const { content } = orNotFound(await read(actor, () => database(actor).upload.findFirst({ where })));
  return (await tenantKeys(actor)).unsealBytes(placeOf(uploadId, 'content'), orNotFound(content));
}

/** The file of a row, unsealed. Throws NotNow UPLOAD_NOT_RECEIVED before it came. */
async function opened(actor: Actor, { id, fileName, content }: Upload): Promise<TakenUpload> {
  if (!content) throw new NotNow(says.UPLOAD_NOT_RECEIVED);
  const keys = await tenantKeys(actor);
  const name = keys.unseal(placeOf(id, 'fileName'), fileName);
  return { id, fileName: name, content: keys.unsealBytes(placeOf(id, 'content'), content) };
}

/** A file that nobody has taken yet, for its sender to look into; it stays. Throws NOT_FOUND, NotNow as `takeUpload`. */
export async function peekUpload(actor: Actor, uploadId: string, purpose: string): Promise<TakenUpload> {
  const where = { tenantId: actor.tenantId, id: uploadId, holder: holderOf(actor), purpose, usedAt: null };
  const row = orNotFound(await read(actor, () => database(actor).upload.findFirst({ where })));
  return opened(actor, row);
}

/**
 * Takes a file for good, in the transaction of the mutation that needs it: no other gets it. Throws NOT_FOUND unless it was
 * sent by this caller for this purpose and not taken before; NotNow UPLOAD_NOT_RECEIVED before it came.
 */
export async function takeUpload(db: Db, actor: Actor, uploadId: string, purpose: string): Promise<TakenUpload> {
  const where = { tenantId: actor.tenantId, id: uploadId, holder: holderOf(actor), purpose, usedAt: null };
  const taken = await opened(actor, orNotFound(await db.upload.findFirst({ where })));
  const { count } = await db.upload.updateMany({ where, data: { usedAt: now() } });
  if (count === 0) throw notFound();
  return taken;
}

retain('Upload', {
  says: `Removed ${KEPT_HOURS} hours after it was announced; what never came, when its ticket ends.`,
  purge: async (db) => {
    const unsent = { receivedAt: null, expiresAt: { lte: now() } };
    const old = { createdAt: { lte: after(now(), -KEPT_HOURS, 'hours') } };
    return (await db.upload.deleteMany({ where: { OR: [unsent, old] } })).count;
  },
});
