import type { TaiwaCore } from '../core.ts';
import { UpdateTenant } from '../generated/tenant.ts';
import type { TenantFragment, UpdateTenantInput } from '../generated/types.ts';
import type { ChangeOptions } from '../options.ts';

/** A customer organisation. */
export type Tenant = TenantFragment;

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
}
