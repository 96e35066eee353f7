import { html, type TemplateResult } from 'lit';
import type { Task } from '../../console/desk.ts';
import { lineField } from '../../console/form-field.ts';
import { heading } from '../../console/heading.ts';
import { recordTable } from '../../console/record-table.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Retention, RetentionPreview, RetentionRules, RetentionSet } from '../../generated/retention.ts';
import type { RetentionQuery, RetentionRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { ConsoleElement } from '../console-element.ts';
import { protectionLesson } from '../legal-holds/protection-lesson.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/retention-ja.ts')).retentionJa,
  en: async () => (await import('../../locale/retention-en.ts')).retentionEn,
};

/**
 * How long the tenant keeps what, for administrators: chosen within bounds after a look at how much would be deleted; what is
 * under a legal hold never is.
 *
 * @tag taiwa-retention
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The lists.
 * @csspart sheet - A form above the page.
 * @csspart button - Every button.
 */
export class TaiwaRetention extends ConsoleElement<RetentionQuery> {
  static override lessons = [lesson, protectionLesson];

  protected readonly home = new QueryController(this, { document: Retention, variables: () => ({}) });
  readonly #rules = new QueryController(this, {
    document: RetentionRules,
    variables: () => (this.isAdmin ? {} : undefined),
  });

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#rules.reload()]);
  }

  protected override there(): TemplateResult {
    const { words } = this;
    if (!this.isAdmin) return heading(words.term('retentionTitle'), words.term('protectionClosed'));
    return html`
      ${heading(words.term('retentionTitle'), words.term('retentionLead'))} ${this.desk.outcome()}
      ${this.renderReading(this.#rules.reading, ({ retentionRules }) => this.#lists(retentionRules))}
    `;
  }

  #lists(rules: readonly RetentionRowFragment[]): TemplateResult {
    const { words } = this;
    const chosen = rules.filter(canChoose);
    const fixed = rules.filter((rule) => !canChoose(rule));
    const edit = (rule: RetentionRowFragment) => () => this.desk.open(() => this.#choosing(rule));
    return html`${recordTable(words, {
        label: words.term('retentionTitle'),
        columns: [
          { title: words.term('retentionWhat'), cell: (rule) => this.#nameOf(rule) },
          { title: words.term('retentionDays'), cell: (rule) => this.#daysText(rule) },
          {
            title: words.term('retentionBounds'),
            cell: ({ least, most }) => words.term('retentionFromTo', least ?? 0, most ?? 0),
          },
        ],
        rows: chosen,
        idOf: ({ type }) => type,
        nameOf: (rule) => this.#nameOf(rule),
        actions: (rule) => [{ label: words.term('retentionChange'), press: edit(rule) }],
      })}
      <details>
        <summary>${words.term('retentionFixed', fixed.length)}</summary>
        ${recordTable(words, {
          label: words.term('retentionFixed', fixed.length),
          columns: [
            { title: words.term('retentionWhat'), cell: ({ type }) => type },
            { title: words.term('retentionRule'), cell: ({ says }) => html`<span lang="en">${says}</span>` },
          ],
          rows: fixed,
          idOf: ({ type }) => type,
          nameOf: ({ type }) => type,
        })}
      </details>`;
  }

  #nameOf({ type }: RetentionRowFragment): string {
    switch (type) {
      case 'Transcript':
      case 'PersonRead':
      case 'Session':
        return this.words.term(`retention${type}`);
      default:
        return type;
    }
  }

  #daysText({ days }: Pick<RetentionRowFragment, 'days'>): string {
    return typeof days === 'number' ? this.words.term('retentionDayCount', days) : this.words.term('retentionForEver');
  }

  /** What it would delete is shown before it is chosen. */
  #choosing(rule: RetentionRowFragment): Task {
    const { words, desk } = this;
    const { type, days, least, most } = rule;
    return {
      title: words.term('retentionAsk', this.#nameOf(rule)),
      body: (typed) =>
        lineField(words, {
          name: 'days',
          label: words.term('retentionDays'),
          value: typed['days']?.[0] ?? String(days ?? ''),
          type: 'number',
          isOptional: true,
          least: least ?? 1,
          most: most ?? 36_500,
          note: words.term('retentionEmpty'),
        }),
      submit: words.term('retentionLook'),
      run: async (given) => {
        const chosen = textIn(given, 'days') ? Number(textIn(given, 'days')) : null;
        const { retentionPreview } = await desk.ask(RetentionPreview, { type, days: chosen });
        if (typeof retentionPreview !== 'number')
          throw new Shortcoming(words.term('retentionFromTo', least ?? 0, most ?? 0));
        desk.follow(() => this.#confirming(rule, chosen, retentionPreview));
        return { said: '' };
      },
    };
  }

  #confirming(rule: RetentionRowFragment, chosen: number | null, rows: number): Task {
    const { words, desk } = this;
    const { type, days } = rule;
    return {
      title: words.term('retentionConfirm', this.#nameOf(rule), this.#daysText({ days: chosen })),
      body: () =>
        html`<p class="notice ${rows > 0 ? 'warning' : ''}">
            ${words.term(rows > 0 ? 'retentionGoes' : 'retentionNothing', rows)}
          </p>
          <p class="small muted">${words.term('retentionHolds')}</p>`,
      submit: words.term('retentionChange'),
      isGrave: rows > 0,
      run: async () => {
        const saved = await desk.change(RetentionSet, { type, days: chosen });
        const said = words.term('retentionSaved', this.#nameOf(rule), this.#daysText(saved));
        return { said, ...(rows === 0 && { undo: () => desk.change(RetentionSet, { type, days }) }) };
      },
    };
  }
}

/** Whether there is more than one number of days to choose from. */
const canChoose = ({ least, most }: RetentionRowFragment): boolean => (least ?? 0) < (most ?? 0);

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-retention': TaiwaRetention;
  }
}
