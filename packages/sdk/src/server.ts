import { TaiwaCore } from './core.ts';
import { isTaiwaError } from './errors.ts';
import type { TaiwaOptions } from './options.ts';
import { Access, type EmbedToken } from './resources/access.ts';
import { type NodeRequest, type NodeResponse, Refused, readIncoming, sendAnswer } from './server/incoming.ts';

export type { NodeRequest, NodeResponse } from './server/incoming.ts';

/** Where the grants of people are remembered between two tokens; one that several processes share spares grants. */
export interface GrantStore {
  get(key: string): string | undefined | Promise<string | undefined>;
  set(key: string, grantId: string): unknown;
}

/** What the endpoint is made of. */
export interface EmbedTokenOptions<Incoming> extends Pick<
  TaiwaOptions,
  'url' | 'timeout' | 'fetch' | 'logger' | 'hooks'
> {
  /** A key with the scope `embeds:write`; stays on the server. */
  readonly apiKey: string;
  /** Origins of the pages, e.g. https://intranet.example.com; requests of other pages are refused. */
  readonly origins: readonly string[];
  /** Names of the elements on the pages, for the record. */
  readonly elements?: readonly string[];
  /** The `externalId` of who is signed in at the host, from its own session; nothing where nobody is. */
  readonly userOf: (request: Incoming) => string | null | undefined | Promise<string | null | undefined>;
  /** In the memory of this process by default. */
  readonly grants?: GrantStore;
  /** Told of what the page only sees as 502. */
  readonly onError?: (error: unknown) => void;
}

/** Answers a page with `{ token, expiresIn }`: as a fetch handler, or as a handler of express and of node:http. */
export interface EmbedTokenEndpoint<Incoming> {
  (request: Incoming & Request): Promise<Response>;
  (request: Incoming & NodeRequest, response: NodeResponse, next?: unknown): Promise<void>;
}

const MOST_GRANTS = 10_000;

function rememberGrants(): GrantStore {
  const grants = new Map<string, string>();
  return {
    get: (key) => grants.get(key),
    set: (key, grantId) => {
      grants.delete(key);
      grants.set(key, grantId);
      if (grants.size > MOST_GRANTS) grants.delete(grants.keys().next().value ?? '');
    },
  };
}

/** Whether the person is none that Taiwa knows: nobody is signed in then, as far as Taiwa goes. */
function isUnknownPerson(error: unknown): boolean {
  return (
    isTaiwaError(error) &&
    error.kind === 'problem' &&
    (error.problem.issues ?? []).some(({ path }) => path.join('.') === 'user.externalId')
  );
}

/** Whether a grant is over, so that the next one has to be made. */
function isOver(error: unknown): boolean {
  return isTaiwaError(error) && (error.kind === 'problem' || error.kind === 'not_found');
}

class Grants<Incoming> {
  readonly #options: EmbedTokenOptions<Incoming>;
  readonly #access: Access;
  readonly #store: GrantStore;

  constructor(options: EmbedTokenOptions<Incoming>) {
    const { url, apiKey, timeout, fetch, logger, hooks } = options;
    const rest = {
      ...(timeout && { timeout }),
      ...(fetch && { fetch }),
      ...(logger && { logger }),
      ...(hooks && { hooks }),
    };
    this.#options = options;
    this.#access = new Access(new TaiwaCore({ url, apiKey, ...rest }));
    this.#store = options.grants ?? rememberGrants();
  }

  /** A token for the person's page: from the grant they have, or from a new one. */
  async tokenFor(externalId: string, keyThumbprint: string | undefined): Promise<EmbedToken> {
    const key = JSON.stringify([externalId, keyThumbprint ?? null]);
    const known = await this.#store.get(key);
    if (known !== undefined) {
      try {
        return await this.#access.renewEmbedToken(known);
      } catch (error) {
        if (!isOver(error)) throw error;
      }
    }
    const { origins, elements = ['page'] } = this.#options;
    const input = { user: { externalId }, elements: [...elements], origins: [...origins], keyThumbprint };
    const made = await this.#access.createEmbedGrant(input);
    await this.#store.set(key, made.grantId);
    return made;
  }
}

/**
 * The endpoint of the host from which its pages get their tokens. Takes POST from pages of `origins` only; 401 where nobody is signed
 * in, 403 where Taiwa does not know the person, 502 where Taiwa cannot be reached. Nothing of it is ever cached.
 *
 * @example
 * const userOf = (request: { session?: { externalId: string } }) => request.session?.externalId;
 * app.post('/taiwa-token', embedTokenEndpoint({ url, apiKey, origins: ['https://intranet.example.com'], userOf }));
 */
export function embedTokenEndpoint<Incoming = Request>(
  options: EmbedTokenOptions<Incoming>,
): EmbedTokenEndpoint<Incoming> {
  const { origins, userOf, onError } = options;
  if (origins.length === 0) throw new TypeError('origins is empty: name the origins of the pages.');
  const grants = new Grants(options);

  const tokenOf = async (request: (Incoming & Request) | (Incoming & NodeRequest)) => {
    const { keyThumbprint } = await readIncoming(request, origins);
    const externalId = await userOf(request);
    if (!externalId) throw new Refused(401, 'Nobody is signed in.');
    const { token, expiresIn } = await grants.tokenFor(externalId, keyThumbprint);
    return { token, expiresIn };
  };

  const answer = async (request: (Incoming & Request) | (Incoming & NodeRequest)) => {
    try {
      return { status: 200, body: await tokenOf(request) };
    } catch (error) {
      if (error instanceof Refused) return { status: error.status, body: { message: error.message } };
      onError?.(error);
      if (isUnknownPerson(error)) return { status: 403, body: { message: 'Taiwa does not know this person.' } };
      return { status: 502, body: { message: 'No token could be obtained.' } };
    }
  };

  async function endpoint(request: Incoming & Request): Promise<Response>;
  async function endpoint(request: Incoming & NodeRequest, response: NodeResponse, next?: unknown): Promise<void>;
  async function endpoint(
    request: (Incoming & Request) | (Incoming & NodeRequest),
    response?: NodeResponse,
  ): Promise<Response | void> {
    return sendAnswer(await answer(request), response);
  }
  return endpoint;
}
