import { html, type TemplateResult } from 'lit';
import type { Desk, Task } from '../../console/desk.ts';
import { textField } from '../../console/form-field.ts';
import type { Typed } from '../../console/form-draft.ts';
import type { PersonPicker } from '../../console/person-picker.ts';
import { textIn } from '../../console/sheet.ts';
import { Shortcoming } from '../../console/shortcoming.ts';
import { RestrictionsBegin, RestrictionsDecline, RestrictionsLift } from '../../generated/restrictions.ts';
import type { RestrictionRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import { personText } from './restriction-columns.ts';

const MOST_REASON = 500;

/** What an administrator does about restrictions, each after reading what it does to whom. */
export class RestrictionTasks {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #picker: PersonPicker;

  constructor(words: Words, desk: Desk, picker: PersonPicker) {
    this.#words = words;
    this.#desk = desk;
    this.#picker = picker;
  }

  /** Restricts the data of somebody who asked in person or by letter. */
  add(): Task {
    const words = this.#words;
    return {
      title: words.term('restrictionsAdd'),
      body: (typed) =>
        html`${this.#picker.render({ name: 'userId', label: words.term('restrictionsWhose') }, typed)}
        ${reasonField(words, typed)} ${whatItDoes(words)}`,
      submit: words.term('restrictionsBegin'),
      draft: 'restriction',
      run: async (given) => {
        const [userId, name] = [textIn(given, 'userId'), textIn(given, 'userIdName')];
        if (!userId) throw new Shortcoming(words.term('restrictionsNobody'));
        await this.#desk.change(RestrictionsBegin, { userId, reason: textIn(given, 'reason') });
        return { said: words.term('restrictionsBegun', words.term('person', name)) };
      },
    };
  }

  /** Puts in force what somebody asked for. */
  begin(one: RestrictionRowFragment): Task {
    const words = this.#words;
    const name = personText(words, one);
    return {
      title: words.term('restrictionsBeginAsk', name),
      body: () =>
        html`<p>${one.reason}</p>
          ${whatItDoes(words)}`,
      submit: words.term('restrictionsBegin'),
      run: async () => {
        await this.#desk.change(RestrictionsBegin, { userId: one.person?.id ?? '' });
        return { said: words.term('restrictionsBegun', name) };
      },
    };
  }

  /** Declines it, with an answer. */
  decline(one: RestrictionRowFragment): Task {
    const words = this.#words;
    const name = personText(words, one);
    return this.#answering(one, {
      title: words.term('restrictionsDeclineAsk', name),
      text: words.term('restrictionsDeclineText'),
      submit: words.term('restrictionsDecline'),
      said: words.term('restrictionsDeclined', name),
      run: (restrictionId, answer) => this.#desk.change(RestrictionsDecline, { restrictionId, answer }),
    });
  }

  /** Lifts it, with an answer. */
  lift(one: RestrictionRowFragment): Task {
    const words = this.#words;
    const name = personText(words, one);
    return this.#answering(one, {
      title: words.term('restrictionsLiftAsk', name),
      text: words.term('restrictionsLiftText'),
      submit: words.term('restrictionsLift'),
      said: words.term('restrictionsLifted', name),
      run: (restrictionId, answer) => this.#desk.change(RestrictionsLift, { restrictionId, answer }),
    });
  }

  #answering({ id, reason }: RestrictionRowFragment, { title, text, submit, said, run }: Answering): Task {
    const words = this.#words;
    return {
      title,
      body: (typed) =>
        html`<p>${reason}</p>
          <p class="muted">${text}</p>
          ${textField('answer', words.term('restrictionsAnswer'), typed['answer']?.[0] ?? '', MOST_REASON)}
          <p class="small muted">${words.term('restrictionsAnswerNote')}</p>`,
      submit,
      draft: `restriction-answer-${id}`,
      run: async (given) => {
        await run(id, textIn(given, 'answer'));
        return { said };
      },
    };
  }
}

interface Answering {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly said: string;
  readonly run: (restrictionId: string, answer: string) => Promise<unknown>;
}

function reasonField(words: Words, typed: Typed): TemplateResult {
  return html`${textField('reason', words.term('restrictionsReason'), typed['reason']?.[0] ?? '', MOST_REASON)}
    <p class="small muted">${words.term('restrictionsReasonNote')}</p>`;
}

/** Said before it is put in force: who sees nothing any more, and what goes on. */
function whatItDoes(words: Words): TemplateResult {
  return html`<h4>${words.term('restrictionsStops')}</h4>
    <ul class="plain">
      <li>${words.term('restrictionsStopsSeen')}</li>
      <li>${words.term('restrictionsStopsUsed')}</li>
      <li>${words.term('restrictionsStopsRecording')}</li>
      <li>${words.term('restrictionsStopsHints')}</li>
    </ul>
    <h4>${words.term('restrictionsGoesOn')}</h4>
    <ul class="plain">
      <li>${words.term('restrictionsGoesOnSelf')}</li>
      <li>${words.term('restrictionsGoesOnErasure')}</li>
      <li>${words.term('restrictionsGoesOnNumbers')}</li>
    </ul>
    <p class="notice warning">${words.term('restrictionsCorrect')}</p>`;
}
