import type { TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import {
  CreatePair,
  EndPair,
  GetPair,
  ListPairs,
  PausePair,
  ReopenPair,
  ResumePair,
  SetPairLevel,
  SetPairPurpose,
} from '../generated/pairs.ts';
import type {
  CreatePairInput,
  PairFilter,
  PairFragment,
  PairKind,
  PairSummaryFragment,
  PausePairInput,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** Two people who meet, with level, purpose, pauses and open themes as far as the caller may see them. */
export type Pair = PairFragment;
/** Two people who meet, as lists have them. */
export type PairSummary = PairSummaryFragment;
/** Which pairs to list; one kind or several. */
export type PairListing = Omit<PairFilter, 'kind'> & PageArgs & { readonly kind?: PairKind | readonly PairKind[] };

/** Who meets whom. */
export class Pairs {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * One pair; throws `not_found` where it is not yours to see.
   *
   * @example
   * const pair = await taiwa.pairs.get('pai_01h455vb4pex5vsknk084sn02q');
   */
  async get(id: string, options?: CallOptions): Promise<Pair> {
    const { pair } = await this.#core.query(GetPair, { id }, options);
    if (!pair) throw notFound('pair');
    return pair;
  }

  /**
   * The pairs visible to the caller, newest first.
   *
   * @example
   * const page = await taiwa.pairs.list({ kind: 'MANAGER_MEMBER', active: true, first: 50 }).page();
   */
  list(listing: PairListing = {}, options?: CallOptions): Pages<PairSummary> {
    const { first, after, kind, ...rest } = listing;
    const filter: PairFilter = { ...rest, kind: kind === undefined ? undefined : [kind].flat() };
    return listOf(this.#core, ListPairs, { first, after, filter }, (data) => data.pairs, options);
  }

  /**
   * Pairs two people; throws the problem Conflict (DUPLICATE) where they are already.
   *
   * @example
   * await taiwa.pairs.create({ memberId, counterpartId, kind: 'MENTOR_MENTEE' });
   */
  create(input: CreatePairInput, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(CreatePair, input, options);
  }

  /**
   * Ends a pair: planned sessions are cancelled, the history stays with the two.
   *
   * @example
   * await taiwa.pairs.end(pairId);
   */
  end(pairId: string, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(EndPair, { pairId }, options);
  }

  /**
   * Takes the end of a pair back within a day: what was planned is planned again, where both still have the time.
   *
   * @example
   * await taiwa.pairs.end(pairId);
   * await taiwa.pairs.reopen(pairId);
   */
  reopen(pairId: string, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(ReopenPair, { pairId }, options);
  }

  /**
   * Sets the stage of the relationship, 1 to 6, as one of the two.
   *
   * @example
   * await taiwa.pairs.setLevel(pairId, 3);
   */
  setLevel(pairId: string, level: number, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(SetPairLevel, { pairId, level }, options);
  }

  /**
   * Sets what the two agreed their talks are for; null takes it away.
   *
   * @example
   * await taiwa.pairs.setPurpose(pairId, 'To find the next step together');
   */
  setPurpose(pairId: string, purpose: string | null, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(SetPairPurpose, { pairId, purpose }, options);
  }

  /**
   * Lets a pair rest from one day to another, or until it is resumed.
   *
   * @example
   * await taiwa.pairs.pause({ pairId, from: '2026-10-01', until: '2027-03-31' });
   */
  pause(input: PausePairInput, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(PausePair, input, options);
  }

  /**
   * Ends the pause of today.
   *
   * @example
   * await taiwa.pairs.resume(pairId);
   */
  resume(pairId: string, options?: ChangeOptions): Promise<Pair> {
    return this.#core.change(ResumePair, { pairId }, options);
  }
}
