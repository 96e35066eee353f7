import type { TaiwaCore } from '../core.ts';
import { DemoSignIn, ListDemoPeople } from '../generated/demo.ts';
import type { DemoPersonFragment } from '../generated/types.ts';
import type { CallOptions } from '../options.ts';
import type { Token } from '../tokens.ts';

/** Somebody one can be in the demo. */
export type DemoPerson = DemoPersonFragment;

/** The demo's people; only an installation in demo mode has them. */
export class Demo {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * Whom one can be; refused outside of demo mode.
   *
   * @example
   * const [somebody] = await taiwa.demo.people();
   */
  async people(options?: CallOptions): Promise<readonly DemoPerson[]> {
    return (await this.#core.query(ListDemoPeople, {}, options)).demoPeople;
  }

  /**
   * A token of one of them, as `fetchToken` answers it.
   *
   * @example
   * const asAnn = new Taiwa({ url, fetchToken: () => taiwa.demo.signIn(ann.userId) });
   */
  async signIn(userId: string, options?: CallOptions): Promise<Token> {
    const { token, expiresIn } = await this.#core.change(DemoSignIn, { userId }, options);
    return { token, expiresIn };
  }
}
