import type { TaiwaCore } from '../core.ts';
import {
  EndGuideline,
  GetStanding,
  ListGuidelines,
  ListStandings,
  SetGuideline,
  SumStandings,
} from '../generated/guidelines.ts';
import type {
  GuidelineFragment,
  ListStandingsQuery,
  SetGuidelineInput,
  StandingFilter,
  StandingFragment,
  SumStandingsQuery,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** How often and how long people are to meet. */
export type Guideline = GuidelineFragment;
/** How a pair stands to its guideline in a month. */
export type Standing = StandingFragment;
/** A standing with its pair. */
export type StandingOfPair = ListStandingsQuery['standings']['nodes'][number];
/** How many pairs are behind, and their implementation rate. */
export type StandingSummary = SumStandingsQuery['standingSummary'];
/** A month (any day of it, `2026-11-01`; the present one by default), and whose standings. */
export interface StandingListing {
  readonly month?: string;
  readonly filter?: StandingFilter;
}

/** The guideline of the tenant, and who is behind it. */
export class Guidelines {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * The guidelines, latest beginning first.
   *
   * @example
   * const { nodes } = await taiwa.guidelines.list().page();
   */
  list(listing: PageArgs & { readonly includeOver?: boolean } = {}, options?: CallOptions): Pages<Guideline> {
    return listOf(this.#core, ListGuidelines, listing, (data) => data.guidelines, options);
  }

  /**
   * How pairs stand to their guideline in a month, who is furthest behind first.
   *
   * @example
   * for await (const { pair, behindBy } of taiwa.guidelines.standings({ filter: { behindOnly: true } }))
   *   console.log(pair.member.name, behindBy);
   */
  standings(listing: PageArgs & StandingListing = {}, options?: CallOptions): Pages<StandingOfPair> {
    return listOf(this.#core, ListStandings, listing, (data) => data.standings, options);
  }

  /**
   * How many pairs are behind in a month, and the implementation rate of a month that is over.
   *
   * @example
   * const { behind, rate } = await taiwa.guidelines.summary({ month: '2026-10-01' });
   */
  async summary(listing: StandingListing = {}, options?: CallOptions): Promise<StandingSummary> {
    return (await this.#core.query(SumStandings, listing, options)).standingSummary;
  }

  /**
   * How one pair stands in a month; undefined where nothing is asked of it.
   *
   * @example
   * const standing = await taiwa.guidelines.standingOf(pairId);
   */
  async standingOf(pairId: string, month?: string, options?: CallOptions): Promise<Standing | undefined> {
    const { pair } = await this.#core.query(GetStanding, { pairId, ...(month && { month }) }, options);
    return pair?.guidelineStanding ?? undefined;
  }

  /**
   * Sets how often and how long people are to meet from a day on.
   *
   * @example
   * await taiwa.guidelines.set({ departmentId, sessions: 2, minutes: 30, from: '2026-12-01' });
   */
  set(input: SetGuidelineInput, options?: ChangeOptions): Promise<Guideline> {
    return this.#core.change(SetGuideline, input, options);
  }

  /**
   * Ends a guideline with a day, today by default.
   *
   * @example
   * await taiwa.guidelines.end(guideline.id, '2026-12-31');
   */
  end(guidelineId: string, until?: string, options?: ChangeOptions): Promise<Guideline> {
    return this.#core.change(EndGuideline, { guidelineId, ...(until && { until }) }, options);
  }
}
