import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Actor, freshActor, jobActor } from './actor.ts';
import { database, read, transact } from './database.ts';
import { record } from './events.ts';
import { exportKinds, type ExportKind, type ExportOptions } from './export-kinds.ts';
import { newId, registerIds } from './ids.ts';
import { text } from './parse.ts';
import { parseInput } from './parse.ts';
import { forbidden, notFound, orNotFound } from './refusals.ts';
import { settleReads } from './reads.ts';
import { retain } from './retention.ts';
import { isScope, type Scope } from './scopes.ts';
import { after, dayOf, now } from './time.ts';

registerIds({ exp: 'ExportTicket' });

declare module './events.ts' {
  interface Events {
    'export.created': { exportId: string };
  }
}

/** How many minutes a list can be fetched under its ticket. */
const TICKET_MINUTES = 5;

/** What somebody needs to fetch one list. */
export interface ExportPass {
  /** Where to fetch it, below the address of the server. */
  readonly url: string;
  readonly expiresAt: Date;
}

const hashOf = (ticket: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(ticket, 'utf8').digest());

function kindFor(actor: Actor, name: string): ExportKind {
  const kind = exportKinds().get(name);
  if (!kind || !actor.scopes.has(kind.scope) || !kind.may(actor)) throw forbidden();
  return kind;
}

const CreateExport = z.object({
  kind: z.string(),
  departmentId: text({ max: 40 }).nullish(),
  importId: text({ max: 40 }).nullish(),
  from: z.date().nullish(),
  until: z.date().nullish(),
});

const dayOrNull = (date: Date | null | undefined): string | null => (date ? dayOf(date, 'UTC') : null);

/** Lets the actor fetch a list once, within five minutes, and notes it in the trail. Throws InvalidInput, FORBIDDEN. */
export async function createExport(actor: Actor, input: z.input<typeof CreateExport>): Promise<ExportPass> {
  kindFor(actor, input.kind);
  const { kind, departmentId = null, importId = null, from, until } = parseInput(actor, CreateExport, input);
  const options = { departmentId, importId, from: dayOrNull(from), until: dayOrNull(until) };
  const { tenantId, userId, credentialId, language, kind: actorKind } = actor;
  const id = newId('exp');
  // The tenant stands before the secret to say where to look it up; who knows it alone knows nothing.
  const ticket = `${tenantId}.${randomBytes(32).toString('base64url')}`;
  const expiresAt = after(now(), TICKET_MINUTES, 'minutes');
  const who = { userId, credentialId, actorKind, language, scopes: [...actor.scopes] };
  const data = { tenantId, id, kind, options, ticketHash: hashOf(ticket), ...who, createdAt: now(), expiresAt };
  return transact(actor, async (db) => {
    await db.exportTicket.create({ data, select: { id: true } });
    const subject = { type: `Export:${kind}`, id };
    await record(db, { type: 'export.created', subject, ids: { exportId: id }, actor });
    return { url: `/exports/${ticket}`, expiresAt };
  });
}

/** What a ticket stands for: the list, and who asked for it. */
export interface RedeemedExport {
  readonly kind: string;
  readonly options: ExportOptions;
  readonly actorKind: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly language: 'ja' | 'en';
  /** When it was asked for: what of its maker was ended from then on ends it, too. */
  readonly createdAt: Date;
}

const Options = z.object({
  departmentId: z.string().nullable(),
  importId: z.string().nullable(),
  from: z.string().nullable(),
  until: z.string().nullable(),
});

/** Ends a ticket and says what it stands for. Throws NOT_FOUND for one that is unknown, over or used. */
export async function redeemExport(ticket: string): Promise<RedeemedExport> {
  const tenantId = /^(ten_[0-9a-z]{26})\.[\w-]{43}$/.exec(ticket)?.[1];
  if (!tenantId) throw notFound();
  const row = await transact(jobActor(tenantId, 'exports.redeem'), async (db) => {
    const where = { tenantId, ticketHash: hashOf(ticket), usedAt: null, expiresAt: { gt: now() } };
    const found = orNotFound(await db.exportTicket.findFirst({ where }));
    const { count } = await db.exportTicket.updateMany({ where, data: { usedAt: now() } });
    if (count === 0) throw notFound();
    return found;
  });
  return {
    ...row,
    options: Options.parse(row.options),
    scopes: new Set(row.scopes.filter(isScope)),
    language: row.language === 'en' ? 'en' : 'ja',
  };
}

/**
 * The lines of a list as its reader may see them now, the names of the columns first; read batch by batch, each in a reading
 * of its own, so that however long the list, little is kept. Throws FORBIDDEN.
 */
export async function* exportLines(
  actor: Actor,
  { kind: name, options }: Pick<RedeemedExport, 'kind' | 'options'>,
): AsyncGenerator<readonly (string | number | null)[], void> {
  const kind = kindFor(actor, name);
  yield kind.columns[actor.language];
  let place: string | null = null;
  do {
    const reader = freshActor(actor);
    const batch = await kind.read(reader, options, place);
    await settleReads(reader);
    yield* batch.lines;
    place = batch.next;
  } while (place !== null);
}

/** Runs a reading for an export with the tenant's zone beside it. */
export const readWithZone = <T>(actor: Actor, work: (zone: string) => Promise<T>): Promise<T> =>
  read(actor, async () => {
    const { timeZone } = await database(actor).tenant.findUniqueOrThrow({ where: { id: actor.tenantId } });
    return work(timeZone);
  });

retain('ExportTicket', {
  says: 'Removed a day after it was made.',
  purge: async (db) =>
    (await db.exportTicket.deleteMany({ where: { createdAt: { lte: after(now(), -1, 'days') } } })).count,
});
