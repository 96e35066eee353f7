import type { TaiwaCore } from '../core.ts';
import { CreateExport } from '../generated/exports.ts';
import type { CreateExportInput } from '../generated/types.ts';
import type { CallOptions } from '../options.ts';

/** Lists as files. */
export class Exports {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * An address under which a list can be fetched as CSV, once, within five minutes: for a link with `download`, or `fetch`.
   *
   * @example
   * const address = await taiwa.exports.url({ kind: 'SESSIONS', from: '2026-10-01', until: '2026-10-31' });
   * const csv = await (await fetch(address)).text();
   */
  async url(input: CreateExportInput, options?: CallOptions): Promise<string> {
    const { url } = await this.#core.change(CreateExport, input, options);
    return this.#core.addressOf(url);
  }
}
