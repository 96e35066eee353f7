import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { printSchema } from 'graphql';
import { asSystem } from '@taiwa/schema/kernel/database';
import { redeemExport } from '@taiwa/schema/kernel/exports';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { publicKeySet } from '@taiwa/schema/modules/access/signing-key';
import { authenticate } from '../auth/authenticate.ts';
import type { Credential } from '../auth/credential.ts';
import { openProofs } from '../auth/proofs.ts';
import { actorOfPass } from '../auth/pass-bearer.ts';
import { watchRestrictions } from '../auth/restrictions.ts';
import { watchRevocations } from '../auth/revocations.ts';
import { addressesBehind } from '../auth/remote-address.ts';
import { shownBy, shownByParameters, type Shown } from '../auth/shown.ts';
import { rememberPeople, type TokenBearer } from '../auth/token-bearer.ts';
import { explorer } from '../http/explorer.ts';
import { openGraphqlEndpoint, type Asking } from '../http/graphql.ts';
import { KnownDocuments } from '../http/known-documents.ts';
import { BodyRefusal, requestIdOf, sendJson, sendText } from '../http/request.ts';
import type { Door, Page, Place } from '../http/server.ts';
import type { StaticFolder } from '../http/static-files.ts';
import type { TrustedDocuments } from '../limits/documents.ts';
import { openLimits, type Limits, type LimitSettings } from '../limits/rate.ts';
import { openSockets, type LiveSockets } from '../live/socket.ts';
import { type LiveStreams, openStreams } from '../live/streams.ts';
import type { Logger } from '../observe/log.ts';

/** What answers people and programs: HTTP and sockets on one port. */
export interface Web {
  /** Says at /readyz that nothing more should be sent here; what comes is still answered. */
  resign(): void;
  /** Ends the sockets, answers what was asked, and gives the port back. */
  stop(): Promise<void>;
}

/** What the web service is made of. */
export interface WebParts {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  readonly door: Door;
  /** Address under which pages reach the process; null where its requests tell it. */
  readonly publicUrl?: string | null;
  /** Whose X-Forwarded-For is believed; nobody's where none are given. */
  readonly trustedProxies?: BlockList;
  /** The text at /llms.txt. */
  readonly guide: string;
  readonly folders: readonly StaticFolder[];
  /** Pages for everything below a path. */
  readonly places?: readonly Place[];
  readonly log: Logger;
  /** Where they differ from the usual ones. */
  readonly limits?: Partial<LimitSettings>;
}

const ASSETS = fileURLToPath(new URL('../../assets', import.meta.url));
/** Milliseconds that are left to requests under way when the process stops. */
const DRAIN_MS = 8_000;

/** The name a caller gave to a request, so that sending it again does nothing twice. Throws BodyRefusal for one that is none. */
function idempotencyKeyOf({ headers: { 'idempotency-key': key } }: IncomingMessage): string | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new BodyRefusal(400, 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
}

const pagesOf = ({ schema, guide }: WebParts): ReadonlyMap<string, Page> => {
  const sdl = printSchema(schema);
  return new Map<string, Page>([
    ['/explorer', explorer],
    ['/schema.graphql', (_request, response) => sendText(response, 200, 'text/plain', sdl)],
    ['/llms.txt', (_request, response) => sendText(response, 200, 'text/plain', guide)],
    ['/.well-known/jwks.json', async (_request, response) => sendJson(response, 200, await publicKeySet())],
  ]);
};

const BLAMED = new Set<string>(['UNAUTHENTICATED', 'PROOF_INVALID', 'NOT_FOUND']);

// Guessing must not be cheaper than asking: what is wrongly shown counts against the address it came from.
async function blaming<Known>(address: string, limits: Limits, recognise: () => Promise<Known>): Promise<Known> {
  await limits.heed(address);
  try {
    return await recognise();
  } catch (error) {
    if (error instanceof Refusal && BLAMED.has(error.code)) await limits.blame(address);
    throw error;
  }
}

const recognise = (shown: Shown, bearer: TokenBearer, limits: Limits): Promise<Credential> =>
  blaming(shown.address, limits, () => authenticate(shown, bearer));

/** Opens the web service; it answers when this resolves. */
export async function openWeb(parts: WebParts): Promise<Web> {
  const { door, log } = parts;
  let accepting = true;
  let sockets: LiveSockets | undefined;
  let streams: LiveStreams | undefined;
  const people = rememberPeople();
  const remoteAddressOf = addressesBehind(parts.trustedProxies ?? new BlockList());
  const limits = openLimits(parts.limits);
  const revocations = await watchRevocations(log, (isMeant) => {
    people.forget();
    sockets?.closeWhere(isMeant);
    streams?.closeWhere(isMeant);
  });
  const stopWatching = await watchRestrictions(log);
  const bearer = { revocations, proofs: openProofs(parts.publicUrl ?? null), personOf: people.personOf };
  const askingOf = async (
    request: IncomingMessage,
    requestId: string,
  ): Promise<Asking & { readonly credential: Credential }> => {
    const shown = shownBy(request, { requestId, address: remoteAddressOf(request) });
    const credential = await recognise(shown, bearer, limits);
    const { actor } = credential;
    await limits.admit(actor, shown.address);
    const charge = (cost: number) => limits.charge(actor, shown.address, cost);
    const idempotencyKey = idempotencyKeyOf(request);
    return idempotencyKey === undefined ? { actor, charge, credential } : { actor, charge, credential, idempotencyKey };
  };
  const known = new KnownDocuments(parts.trusted);
  const graphql = await openGraphqlEndpoint({ ...parts, known, askingOf });
  streams = openStreams({ ...parts, known, askingOf });
  const askDatabase = async () => void (await asSystem('listTenants', (db) => db.$queryRaw`select 1`));
  sockets = openSockets(door.server, {
    ...parts,
    known,
    authenticate: (parameters, request, proven) => {
      const shown = { requestId: requestIdOf(request), address: remoteAddressOf(request), proven: proven ?? null };
      return recognise(shownByParameters(parameters, request, shown), bearer, limits);
    },
    charge: (actor, request, cost) => limits.charge(actor, remoteAddressOf(request), cost),
  });
  door.serve({
    graphql,
    streams,
    actorOf: async (request, requestId) => (await askingOf(request, requestId)).actor,
    redeem: async (ticket, request, requestId) => {
      const address = remoteAddressOf(request);
      const pass = await blaming(address, limits, () => redeemExport(ticket));
      const actor = await actorOfPass(pass, requestId, bearer);
      await limits.admit(actor, address);
      return { pass, actor };
    },
    readiness: { accepting: () => accepting, askDatabase },
    pages: pagesOf(parts),
    places: parts.places ?? [],
    folders: [{ path: '/explorer/', folder: ASSETS }, ...parts.folders],
    log,
  });
  return {
    resign: () => {
      accepting = false;
    },
    stop: async () => {
      accepting = false;
      const closed = door.close(DRAIN_MS);
      streams.stop();
      await sockets.stop();
      await closed;
      await graphql.stop();
      await revocations.stop();
      await stopWatching();
    },
  };
}
