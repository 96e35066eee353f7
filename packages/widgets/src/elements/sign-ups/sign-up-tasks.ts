import { html } from 'lit';
import type { Desk, Task } from '../../console/desk.ts';
import { choiceField, lineField } from '../../console/form-field.ts';
import { textIn } from '../../console/sheet.ts';
import { SignUpsClose, SignUpsOpen, SignUpsPair } from '../../generated/sign-ups.ts';
import type { PairKind, SignUpRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** Why volunteers meet, the most usual first. */
const KINDS: readonly PairKind[] = ['OTHER', 'MENTOR_MENTEE', 'MANAGER_MEMBER'];

/** What an administrator does with invitations. */
export class SignUpTasks {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #today: () => string;

  constructor(words: Words, desk: Desk, today: () => string) {
    this.#words = words;
    this.#desk = desk;
    this.#today = today;
  }

  /** Invites everybody until a day; `onMade` gets the new one. */
  open(onMade: (signUp: SignUpRowFragment) => void): Task {
    const words = this.#words;
    const kinds = KINDS.map((kind) => ({ value: kind, name: words.term(`pairs${kind}`) }));
    return {
      title: words.term('signUpsAdd'),
      body: (typed) =>
        html`${lineField(words, {
            name: 'name',
            label: words.term('signUpsName'),
            value: typed['name']?.[0] ?? '',
            length: 100,
            placeholder: words.term('signUpsNamePlaceholder'),
          })}
          ${lineField(words, {
            name: 'nameEn',
            label: words.term('signUpsNameEn'),
            value: typed['nameEn']?.[0] ?? '',
            length: 100,
            isOptional: true,
          })}
          <div class="pair">
            ${choiceField('kind', words.term('pairsKind'), kinds, typed['kind']?.[0])}
            ${lineField(words, {
              name: 'closesOn',
              label: words.term('signUpsLastDay'),
              value: typed['closesOn']?.[0] ?? '',
              type: 'date',
              least: this.#today(),
            })}
          </div>`,
      submit: words.term('signUpsAdd'),
      draft: 'sign-up',
      run: async (given) => {
        const kind = KINDS.find((one) => one === textIn(given, 'kind')) ?? 'OTHER';
        const names = { name: textIn(given, 'name'), nameEn: textIn(given, 'nameEn') || null };
        const made = await this.#desk.change(SignUpsOpen, { ...names, kind, closesOn: textIn(given, 'closesOn') });
        onMade(made);
        return { said: words.term('signUpsOpened', made.name) };
      },
    };
  }

  /** Ends an invitation before its day. */
  close({ id, name }: SignUpRowFragment): Task {
    const words = this.#words;
    return {
      title: words.term('signUpsCloseAsk', name),
      body: () => html`<p class="muted">${words.term('signUpsCloseText')}</p>`,
      submit: words.term('signUpsClose'),
      isGrave: true,
      run: async () => {
        await this.#desk.change(SignUpsClose, { signUpId: id });
        return { said: words.term('signUpsClosed', name) };
      },
    };
  }

  /** Pairs those who wait with each other as far as their wishes go. */
  pair({ id, name }: SignUpRowFragment): Task {
    const words = this.#words;
    return {
      title: words.term('signUpsPairAsk', name),
      body: () => html`<p class="muted">${words.term('signUpsPairText')}</p>`,
      submit: words.term('signUpsPair'),
      run: async () => {
        await this.#desk.change(SignUpsPair, { signUpId: id });
        return { said: words.term('signUpsPaired') };
      },
    };
  }
}
