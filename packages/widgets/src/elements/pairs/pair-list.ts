import type { TemplateResult } from 'lit';
import { pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { Pairs, PairsBehind } from '../../generated/pairs.ts';
import type { PairFilter } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { TaiwaElement } from '../taiwa-element.ts';
import { KINDS, type ListedPair } from './pair-columns.ts';

/** What a list of pairs is narrowed to. */
export interface PairNarrowing {
  readonly departmentId: string;
  readonly kind: string;
  readonly userId: string;
  /** `paused`, `behind`, `ended`, `all`; those that go on where it is empty. */
  readonly state: string;
}

/** Pairs page by page; those that are behind come from how the pairs stand to their guideline. */
export class PairList {
  readonly #host: TaiwaElement;
  readonly #pairs;
  readonly #behind;
  readonly #isBehind: () => boolean;

  /** `narrowing` answers undefined while it is not known what to ask for. */
  constructor(host: TaiwaElement, narrowing: () => PairNarrowing | undefined) {
    this.#host = host;
    this.#isBehind = () => narrowing()?.state === 'behind';
    this.#pairs = new PagedList(host, {
      document: Pairs,
      variables: (paging) => {
        const wanted = narrowing();
        return wanted && wanted.state !== 'behind' ? { ...paging, filter: filterOf(wanted) } : undefined;
      },
      pageOf: ({ pairs }) => pairs,
    });
    this.#behind = new PagedList(host, {
      document: PairsBehind,
      variables: (paging) => {
        const wanted = narrowing();
        if (wanted?.state !== 'behind') return undefined;
        const { departmentId, userId } = wanted;
        const filter = { behindOnly: true, ...(departmentId && { departmentId }), ...(userId && { userId }) };
        return { ...paging, filter };
      },
      pageOf: ({ standings }) => standings,
    });
  }

  reload(): Promise<void> {
    return this.#isBehind() ? this.#behind.reload() : this.#pairs.reload();
  }

  /** Whether what is shown is about to be something else. */
  get isBusy(): boolean {
    return this.#isBehind() ? this.#behind.isBusy : this.#pairs.isBusy;
  }

  /** Draws the page that is shown, waiting and failed too. */
  render(words: Words, rows: (pairs: readonly ListedPair[]) => TemplateResult): readonly unknown[] {
    if (this.#isBehind()) {
      const listed = () => rows(this.#behind.rows.map(({ pair, behindBy }) => ({ ...pair, behindBy })));
      return [this.#host.renderReading(this.#behind.reading, listed), pager(words, this.#behind)];
    }
    return [this.#host.renderReading(this.#pairs.reading, () => rows(this.#pairs.rows)), pager(words, this.#pairs)];
  }
}

function filterOf({ departmentId, kind, userId, state }: PairNarrowing): PairFilter {
  const one = KINDS.find((known) => known === kind);
  return {
    ...(departmentId && { departmentId }),
    ...(userId && { userId }),
    ...(one && { kind: [one] }),
    ...(state !== 'all' && { active: state !== 'ended' }),
    ...(state === 'paused' && { paused: true }),
  };
}
