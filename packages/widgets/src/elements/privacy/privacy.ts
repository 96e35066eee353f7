import { html, type TemplateResult } from 'lit';
import { heading } from '../../console/heading.ts';
import { emptyList, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { pollWhile } from '../../console/polling.ts';
import { recordTable, type Column } from '../../console/record-table.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Privacy, PrivacyOwn } from '../../generated/privacy.ts';
import type { PrivacyQuery } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { dateText } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { ConsoleElement } from '../console-element.ts';
import { currentCopy, OwnData } from './own-data.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/own-data-ja.ts')).ownDataJa,
  en: async () => (await import('../../locale/own-data-en.ts')).ownDataEn,
};

type Read = NonNullable<PrivacyQuery['viewer']>['readsOfMyData']['nodes'][number];

/**
 * For everybody, about themselves: who can see what of their 1-on-1s, who has looked at times and counts by office, whether
 * their data is held or about to be erased, and a copy of all of it.
 *
 * @tag taiwa-privacy
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart button - Every button.
 */
export class TaiwaPrivacy extends ConsoleElement<PrivacyQuery> {
  static override lessons = [lesson];

  protected readonly home = new PagedList(this, {
    document: Privacy,
    variables: (paging) => paging,
    pageOf: ({ viewer }) => viewer?.readsOfMyData ?? { nodes: [], pageInfo: { hasNextPage: false } },
  });

  readonly #own = new QueryController(this, { document: PrivacyOwn, variables: () => ({}) });
  readonly #ownData = new OwnData(this.words, this.desk);

  constructor() {
    super();
    const isBeingMade = (): boolean => this.#own.data !== undefined && currentCopy(this.#own.data)?.readyAt === null;
    pollWhile(this, isBeingMade, () => this.#own.reload());
  }

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#own.reload()]);
  }

  protected override there(): TemplateResult {
    const { words } = this;
    return html`
      ${heading(words.term('privacyTitle'), words.term('privacyLead'))} ${this.desk.outcome()}
      ${this.renderReading(this.#own.reading, (own) => this.#ownData.render(own))}
      <section>
        <h3>${words.term('privacyWho')}</h3>
        ${audienceTable(words)}
      </section>
      <section>
        <h3>${words.term('privacyReads')}</h3>
        <p class="muted small">${words.term('privacyReadsLead')}</p>
        ${this.#rows()} ${pager(words, this.home)}
      </section>
    `;
  }

  #rows(): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0) return emptyList('eye', words.term('privacyNoneTitle'), words.term('privacyNoneText'));
    return recordTable(words, {
      label: words.term('privacyReads'),
      columns: readColumns(words),
      rows,
      idOf: ({ day, type, readerKind, reader }) => [day, type, readerKind, reader?.id].join(' '),
      nameOf: ({ day }) => day,
      isBusy: this.home.isBusy,
    });
  }
}

function readColumns(words: Words): readonly Column<Read>[] {
  const who = ({ reader, readerKind }: Read): string => {
    if (reader) return words.term('person', reader.name);
    return words.term(readerKind === 'person' ? 'privacyFormer' : 'privacyServer');
  };
  return [
    { title: words.term('privacyDay'), cell: ({ day }) => dateText(day, words.language) },
    { title: words.term('privacyReader'), cell: who },
    { title: words.term('privacyWhat'), cell: ({ type }) => typeText(words, type) },
  ];
}

function typeText(words: Words, type: string): string {
  switch (type) {
    case 'Pair':
      return words.term('privacyPair');
    case 'PairStanding':
      return words.term('privacyPairStanding');
    case 'Session':
      return words.term('privacySession');
    default:
      return type;
  }
}

function audienceTable(words: Words): TemplateResult {
  const rows = [
    { what: words.term('privacyContent'), who: words.term('privacyContentReaders') },
    { what: words.term('privacyRating'), who: words.term('privacyRatingReaders') },
    { what: words.term('privacyTimes'), who: words.term('privacyTimesReaders') },
  ];
  return recordTable(words, {
    label: words.term('privacyWho'),
    columns: [
      { title: words.term('privacyWhat'), cell: ({ what }) => what },
      { title: words.term('privacyWho'), cell: ({ who }) => who },
    ],
    rows,
    idOf: ({ what }) => what,
    nameOf: ({ what }) => what,
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-privacy': TaiwaPrivacy;
  }
}
