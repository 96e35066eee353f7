import type { TaiwaCore } from '../core.ts';
import { ListTerms, SetTerms, UpdateTenant } from '../generated/tenant.ts';
import type { SetTermsInput, TenantFragment, TermFragment, UpdateTenantInput } from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';

/** A customer organisation. */
export type Tenant = TenantFragment;
/** What a tenant calls something instead of the word that the product has for it. */
export type Term = TermFragment;

/** The caller's own organisation. */
export class TenantSettings {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Changes what is given and leaves the rest, as an admin; the anonymity floor only rises once people have answered.
   *
   * @example
   * await taiwa.tenant.update({ timeZone: 'Asia/Tokyo', anonymityFloor: 8 });
   */
  update(input: UpdateTenantInput, options?: ChangeOptions): Promise<Tenant> {
    return this.#core.change(UpdateTenant, input, options);
  }

  /**
   * What the tenant calls by words of its own; `word` is in the language of the client, null where it has the product's.
   *
   * @example
   * const terms = await taiwa.tenant.terms();
   * console.log(terms.find(({ key }) => key === 'TALK')?.word ?? '1-on-1');
   */
  async terms(options?: CallOptions): Promise<readonly Term[]> {
    return (await this.#core.query(ListTerms, {}, options)).terms;
  }

  /**
   * Calls things by the tenant's own words in every element, as an admin: what is left out stays, null brings the
   * product's own word back.
   *
   * @example
   * await taiwa.tenant.setTerms({ terms: [{ key: 'TALK', ja: '面談', en: 'check-in' }] });
   */
  setTerms(input: SetTermsInput, options?: ChangeOptions): Promise<Tenant> {
    return this.#core.change(SetTerms, input, options);
  }
}
