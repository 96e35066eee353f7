import type { TaiwaCore } from '../core.ts';
import {
  AllowOrigin,
  CreateApiKey,
  CreateEmbedGrant,
  ListAllowedOrigins,
  ListApiKeys,
  RemoveOrigin,
  RenewEmbedToken,
  RevokeApiKey,
  RevokeEmbedGrant,
  RevokeTenant,
  RevokeUser,
} from '../generated/access.ts';
import type {
  AllowedOriginFragment,
  ApiKeyFragment,
  CreateApiKeyInput,
  CreateEmbedGrantInput,
  EmbedGrantFragment,
  EmbedTokenFragment,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';

/** A server's key, without its secret. */
export type ApiKey = ApiKeyFragment;
/** A web origin whose pages may embed Taiwa. */
export type AllowedOrigin = AllowedOriginFragment;
/** What a host obtained for one person's page. */
export type EmbedGrant = EmbedGrantFragment;
/** A grant with a token of five minutes; `{ token, expiresIn }` is what the host's endpoint answers. */
export type EmbedToken = EmbedTokenFragment;

/** Keys, origins and what pages may do. */
export class Access {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * The keys of the tenant; for admins.
   *
   * @example
   * const unused = (await taiwa.access.apiKeys()).filter((key) => !key.lastUsedAt);
   */
  async apiKeys(options?: CallOptions): Promise<readonly ApiKey[]> {
    return (await this.#core.query(ListApiKeys, {}, options)).apiKeys;
  }

  /**
   * Makes a key. Its secret is shown here and never again.
   *
   * @example
   * const { secret } = await taiwa.access.createApiKey({ name: 'HR sync', scopes: ['people:read', 'people:write'] });
   */
  async createApiKey(
    input: CreateApiKeyInput,
    options?: ChangeOptions,
  ): Promise<{ readonly apiKeyId: string; readonly secret: string }> {
    const { apiKeyId, secret } = await this.#core.change(CreateApiKey, input, options);
    return { apiKeyId, secret };
  }

  /**
   * Ends a key with all grants made by it.
   *
   * @example
   * await taiwa.access.revokeApiKey(key.id);
   */
  revokeApiKey(apiKeyId: string, options?: ChangeOptions): Promise<ApiKey> {
    return this.#core.change(RevokeApiKey, { apiKeyId }, options);
  }

  /**
   * The origins whose pages may embed Taiwa.
   *
   * @example
   * const origins = (await taiwa.access.allowedOrigins()).map(({ origin }) => origin);
   */
  async allowedOrigins(options?: CallOptions): Promise<readonly AllowedOrigin[]> {
    return (await this.#core.query(ListAllowedOrigins, {}, options)).allowedOrigins;
  }

  /**
   * Lets the pages of an origin embed Taiwa.
   *
   * @example
   * await taiwa.access.allowOrigin('https://intranet.example.com');
   */
  allowOrigin(origin: string, options?: ChangeOptions): Promise<AllowedOrigin> {
    return this.#core.change(AllowOrigin, { origin }, options);
  }

  /**
   * Takes an origin away.
   *
   * @example
   * await taiwa.access.removeOrigin(allowed.id);
   */
  async removeOrigin(originId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(RemoveOrigin, { originId }, options);
  }

  /**
   * Lets one person's page speak to Taiwa; for the host's server, by API key.
   *
   * @example
   * const origins = ['https://intranet.example.com'];
   * const grant = await taiwa.access.createEmbedGrant({ user: { externalId: 'E-1024' }, elements: ['prep'], origins });
   */
  createEmbedGrant(input: CreateEmbedGrantInput, options?: ChangeOptions): Promise<EmbedToken> {
    return this.#core.change(CreateEmbedGrant, input, options);
  }

  /**
   * Makes the next token of a grant.
   *
   * @example
   * const { token, expiresIn } = await taiwa.access.renewEmbedToken(grantId);
   */
  renewEmbedToken(grantId: string, options?: ChangeOptions): Promise<EmbedToken> {
    return this.#core.change(RenewEmbedToken, { grantId }, options);
  }

  /**
   * Ends a grant and its tokens at once.
   *
   * @example
   * await taiwa.access.revokeEmbedGrant(grantId);
   */
  revokeEmbedGrant(grantId: string, options?: ChangeOptions): Promise<EmbedGrant> {
    return this.#core.change(RevokeEmbedGrant, { grantId }, options);
  }

  /**
   * Ends every token of a person.
   *
   * @example
   * await taiwa.access.revokeUser(userId);
   */
  async revokeUser(userId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(RevokeUser, { userId }, options);
  }

  /**
   * Ends every grant of the tenant, e.g. after an incident; for admins.
   *
   * @example
   * await taiwa.access.revokeTenant();
   */
  async revokeTenant(options?: ChangeOptions): Promise<void> {
    await this.#core.request(RevokeTenant, {}, options);
  }
}
