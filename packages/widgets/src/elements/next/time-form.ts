import { html, nothing, type TemplateResult } from 'lit';
import { isoClock, isoDay } from '../../locale/time.ts';
import type { Words } from '../../locale/words.ts';
import { fields } from '../../theme/fields.ts';
import { button } from '../../parts/button.ts';

/** A day and time as the person gave it. */
export interface TimeChoice {
  readonly pairId: string;
  /** Wall time, YYYY-MM-DDTHH:MM. */
  readonly localTime: string;
  readonly minutes: number;
}

/** What the form begins with and whom it tells. */
export interface TimeForm {
  /** People to choose from; nothing is asked where there is one. */
  readonly partners: readonly { readonly pairId: string; readonly name: string }[];
  readonly timeZone: string;
  /** The time that is to be moved. */
  readonly from?: string | undefined;
  readonly minutes?: number | undefined;
  readonly submit: string;
  readonly trouble: string;
  readonly onSubmit: (choice: TimeChoice) => void;
  readonly onCancel: () => void;
}

const LENGTHS = [15, 30, 45, 60];
const TWO_DAYS_MS = 2 * 86_400_000;

// Five minutes, unless that would make the time that is there an invalid one.
const stepFor = (time: string): number => (Number(time.slice(-2)) % 5 === 0 ? 300 : 60);

/** How it looks, beside what the element wears. */
export const timeFormStyles = fields;

/** A form for a day, a time and a length, in native fields. */
export function timeForm(words: Words, form: TimeForm): TemplateResult {
  const { partners, timeZone, from, minutes = 30, submit, trouble, onCancel } = form;
  const day = isoDay(from ? new Date(from) : workday(Date.now() + TWO_DAYS_MS), timeZone);
  const time = from ? isoClock(new Date(from), timeZone) : '10:00';
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const choice = readChoice(event, partners[0]?.pairId ?? '');
    if (choice) form.onSubmit(choice);
  };
  return html`<form class="time-form notice" part="form" @submit=${send}>
    ${partners.length > 1 ? partnerField(words, partners) : nothing}
    <div class="fields">
      <div class="field">
        <label for="day">${words.term('nextDay')}</label>
        <input type="date" id="day" name="day" required .value=${day} .min=${isoDay(new Date(), timeZone)} />
      </div>
      <div class="field">
        <label for="time">${words.term('nextTime')}</label>
        <input type="time" id="time" name="time" required step=${stepFor(time)} .value=${time} />
      </div>
      <div class="field">
        <label for="minutes">${words.term('nextLength')}</label>
        <select id="minutes" name="minutes">
          ${LENGTHS.map((one) => html`<option value=${one} ?selected=${one === minutes}>${words.term('minutes', one)}</option>`)}
        </select>
      </div>
    </div>
    ${trouble ? html`<p class="field-error" role="alert">${trouble}</p>` : nothing}
    <div class="row">
      <button type="submit" class="button primary" part="button">${submit}</button>
      ${button('quiet', words.term('cancel'), onCancel)}
    </div>
  </form>`;
}

function partnerField(words: Words, partners: TimeForm['partners']): TemplateResult {
  return html`<div class="field">
    <label for="partner">${words.term('nextWith')}</label>
    <select id="partner" name="partner">
      ${partners.map(({ pairId, name }) => html`<option value=${pairId}>${words.term('person', name)}</option>`)}
    </select>
  </div>`;
}

function readChoice(event: SubmitEvent, onlyPair: string): TimeChoice | undefined {
  if (!(event.target instanceof HTMLFormElement)) return undefined;
  const given = new FormData(event.target);
  const text = (name: string): string => {
    const value = given.get(name);
    return typeof value === 'string' ? value : '';
  };
  return {
    pairId: text('partner') || onlyPair,
    localTime: `${text('day')}T${text('time')}`,
    minutes: Number(text('minutes')),
  };
}

/** That day, or the Monday after it. */
function workday(at: number): Date {
  const day = new Date(at);
  const skip = [1, 0, 0, 0, 0, 0, 2][day.getDay()] ?? 0;
  return new Date(at + skip * (TWO_DAYS_MS / 2));
}
