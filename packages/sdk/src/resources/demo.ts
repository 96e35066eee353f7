import type { TaiwaCore } from '../core.ts';
import { DemoSignIn, ListDemoPeople, PlayDemoTalk } from '../generated/demo.ts';
import type { DemoPersonFragment, PlayDemoTalkInput } from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import type { Token } from '../tokens.ts';

/** Somebody one can be in the demo. */
export type DemoPerson = DemoPersonFragment;

/** The demo's talk while it is played: sentences to come, and milliseconds until the last has been said. */
export interface DemoTalk {
  readonly sentences: number;
  readonly lastsMs: number;
}

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

  /**
   * Plays the demo's talk into a recording of the caller's, at up to 8 times the pace people speak; it ends when the recording
   * does. Again, it goes on from where it is at the new speed.
   *
   * @example
   * const { lastsMs } = await taiwa.demo.playTalk({ sessionId, speed: 4 });
   */
  async playTalk(input: PlayDemoTalkInput, options?: ChangeOptions): Promise<DemoTalk> {
    const { sentences, lastsMs } = await this.#core.change(PlayDemoTalk, input, options);
    return { sentences, lastsMs };
  }
}
