import { html, nothing, type TemplateResult } from 'lit';
import { state } from '../reactive.ts';
import type { Outcome } from '../../console/desk.ts';
import { saveFile } from '../../console/file-saving.ts';
import { heading } from '../../console/heading.ts';
import { emptyList, noMatch, pager } from '../../console/list-tools.ts';
import { PagedList } from '../../console/paged-list.ts';
import { recordTable, type Column } from '../../console/record-table.ts';
import type { Client } from '../../data/client.ts';
import { AuditLog } from '../../generated/audit-log.ts';
import type { AuditEntryFilter, AuditLogQuery, AuditRowFragment } from '../../generated/types.ts';
import type { Lesson } from '../../locale/dictionary.ts';
import { isoClock, isoDay } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { button } from '../../parts/button.ts';
import { icon } from '../../parts/icon.ts';
import { ConsoleElement } from '../console-element.ts';
import { readTrailFile, verifyTrail, type Verdict } from './trail-reading.ts';

const lesson: Lesson = {
  ja: async () => (await import('../../locale/trust-ja.ts')).trustJa,
  en: async () => (await import('../../locale/trust-en.ts')).trustEn,
};

/**
 * For administrators: who did what and when, never content; narrowed by action, actor and thing, saved as a file, and
 * checked for what was altered.
 *
 * @tag taiwa-audit-log
 * @slot header - Above everything.
 * @slot error - In place of the panel shown when something failed.
 * @slot footer - Below everything.
 * @event {FilteredEvent} taiwa-filtered - The list is narrowed to something else: `action`, `actor`, `subject`.
 * @event {FailedEvent} taiwa-error - Something failed, and the element shows it.
 * @event {AuthRequiredEvent} taiwa-auth-required - Nobody is signed in.
 * @csspart card - The frame.
 * @csspart table - The list.
 * @csspart button - Every button.
 */
export class TaiwaAuditLog extends ConsoleElement<AuditLogQuery> {
  static override lessons = [lesson];

  @state() private verdict: Verdict | undefined;

  protected readonly home = new PagedList(this, {
    document: AuditLog,
    variables: (paging) => ({ ...paging, filter: this.#filter }),
    pageOf: ({ auditEntries }) => auditEntries,
  });

  get #filter(): AuditEntryFilter {
    const [action, actorId, subjectId] = ['action', 'actor', 'subject'].map((name) => this.filterOf(name));
    return { ...(action && { action }), ...(actorId && { actorId }), ...(subjectId && { subjectId }) };
  }

  protected override there({ viewer }: AuditLogQuery): TemplateResult {
    const { words } = this;
    if (!viewer || !this.isAdmin) return heading(words.term('auditTitle'), words.term('auditClosed'));
    const press = (work: () => Promise<Outcome>) => () => void this.desk.work(1, work);
    return html`
      ${heading(words.term('auditTitle'), words.term('auditLead'))}
      <div class="row">
        ${button(
          '',
          words.term('auditVerify'),
          press(() => this.#verify()),
        )}
        ${button(
          '',
          words.term('auditSave'),
          press(() => this.#save()),
        )}
      </div>
      ${this.desk.outcome()} ${this.#standing()}
      <div class="tools" role="search">
        ${this.#field('auditAction', 'action')} ${this.#field('auditActor', 'actor')}
        ${this.#field('auditSubject', 'subject')}
      </div>
      ${this.#rows(viewer.tenant.timeZone)} ${pager(words, this.home)}
    `;
  }

  #field(word: 'auditAction' | 'auditActor' | 'auditSubject', name: string): TemplateResult {
    const narrow = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) this.narrow(name, target.value.trim());
    };
    return html`<label class="field">
      <span class="label">${this.words.term(word)}</span>
      <input type="search" part="input" autocomplete="off" .value=${this.filterOf(name)} @change=${narrow} />
    </label>`;
  }

  #standing(): TemplateResult | typeof nothing {
    const { words, verdict } = this;
    if (!verdict) return nothing;
    if (!verdict.whole)
      return html`<p class="notice warning" role="alert">${words.term('auditBroken', verdict.brokenAt ?? 0)}</p>`;
    return html`<div class="notice">
      <p class="row">${icon('check')}${words.term('auditWhole', verdict.entries ?? 0)}</p>
      <p class="muted small">${words.term('auditHead', verdict.head ?? '')}</p>
    </div>`;
  }

  #rows(timeZone: string): TemplateResult {
    const { words } = this;
    const { rows } = this.home;
    if (rows.length === 0)
      return this.filter
        ? noMatch(words, () => this.widen())
        : emptyList('clock', words.term('auditNoneTitle'), words.term('auditNoneText'));
    return recordTable(words, {
      label: words.term('auditTitle'),
      columns: auditColumns(words, timeZone),
      rows,
      idOf: ({ id }) => id,
      nameOf: ({ action }) => action,
      isBusy: this.home.isBusy,
    });
  }

  async #verify(): Promise<Outcome> {
    this.verdict = undefined;
    this.verdict = await verifyTrail(this.#asked);
    return { said: '' };
  }

  async #save(): Promise<Outcome> {
    saveFile('taiwa-audit.csv', await readTrailFile(this.#asked, this.#filter), 'text/csv;charset=utf-8');
    return { said: this.words.term('auditSaved') };
  }

  get #asked(): Client {
    const { client } = this;
    if (!client) throw new TypeError('It is not known which server to ask.');
    return client;
  }
}

function auditColumns(words: Words, timeZone: string): readonly Column<AuditRowFragment>[] {
  const moment = ({ at }: AuditRowFragment): string =>
    `${isoDay(new Date(at), timeZone)} ${isoClock(new Date(at), timeZone)}`;
  return [
    { title: words.term('auditWhat'), cell: ({ action }) => action },
    { title: words.term('auditWhen'), cell: moment },
    {
      title: words.term('auditWho'),
      cell: ({ actorKind, actorId }) => html`${kindText(words, actorKind)}<span class="sub">${actorId}</span>`,
    },
    {
      title: words.term('auditThing'),
      cell: ({ subjectType, subjectId }) => html`${subjectType}<span class="sub">${subjectId}</span>`,
    },
    { title: words.term('auditNumber'), isNumber: true, cell: ({ seq }) => String(seq) },
  ];
}

function kindText(words: Words, kind: string): string {
  switch (kind) {
    case 'person':
    case 'key':
    case 'job':
      return words.term(`audit${kind}`);
    default:
      return kind;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'taiwa-audit-log': TaiwaAuditLog;
  }
}
