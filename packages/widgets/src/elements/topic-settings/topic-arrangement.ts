import { html, type TemplateResult } from 'lit';
import type { Desk, Task } from '../../console/desk.ts';
import type { Typed } from '../../console/form-draft.ts';
import { lineField } from '../../console/form-field.ts';
import type { PersonPicker } from '../../console/person-picker.ts';
import { textIn } from '../../console/sheet.ts';
import { TopicSettingsOrder, TopicSettingsPreview, TopicSettingsUpdate } from '../../generated/topic-settings.ts';
import type { OfferedRowFragment, TopicRowFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** How a topic is to stand on the list. */
interface Arranged {
  readonly topicId: string;
  readonly name: string;
  readonly nameEn: string;
}

const asItIs = ({ id, nameJa, nameEn }: TopicRowFragment): Arranged => ({ topicId: id, name: nameJa, nameEn });

/** Order and names of all topics at once: seen as a member would see them before they are saved, and taken back together. */
export class TopicArrangement {
  readonly #words: Words;
  readonly #desk: Desk;
  readonly #picker: PersonPicker;

  constructor(words: Words, desk: Desk, picker: PersonPicker) {
    this.#words = words;
    this.#desk = desk;
    this.#picker = picker;
  }

  /** Asks for the places and names, and as whom and when to look. */
  arrange(topics: readonly TopicRowFragment[]): Task {
    const words = this.#words;
    return {
      title: words.term('arrangeTitle'),
      body: (typed) => this.#fields(topics, typed),
      submit: words.term('arrangeLook'),
      draft: 'topic-arrangement',
      run: async (given) => {
        const arranged = arrangementIn(given, topics);
        const userId = textIn(given, 'userId') || null;
        const asked = { topics: arranged, userId, on: textIn(given, 'on') || null };
        const { topicsPreview } = await this.#desk.ask(TopicSettingsPreview, asked);
        this.#desk.follow(() => this.#confirm(topics, arranged, topicsPreview));
        return { said: '' };
      },
    };
  }

  #fields(topics: readonly TopicRowFragment[], typed: Typed): TemplateResult {
    const words = this.#words;
    const value = (name: string, known: string): string => typed[name]?.[0] ?? known;
    const row = ({ id, nameJa, nameEn }: TopicRowFragment, at: number): TemplateResult =>
      html`<fieldset class="arranged">
        <legend>${nameJa}</legend>
        <div class="pair">
          ${lineField(words, {
            name: `place-${id}`,
            label: words.term('arrangePlace'),
            value: value(`place-${id}`, String(at + 1)),
            type: 'number',
            least: 1,
            most: topics.length,
          })}
          ${lineField(words, {
            name: `ja-${id}`,
            label: words.term('topicsNameJa'),
            value: value(`ja-${id}`, nameJa),
            length: 40,
          })}
          ${lineField(words, {
            name: `en-${id}`,
            label: words.term('topicsNameEn'),
            value: value(`en-${id}`, nameEn),
            length: 40,
          })}
        </div>
      </fieldset>`;
    return html`<p class="muted">${words.term('arrangeText')}</p>
      ${topics.map(row)} ${this.#picker.render({ name: 'userId', label: words.term('arrangeAs') }, typed)}
      ${lineField(words, {
        name: 'on',
        label: words.term('arrangeOn'),
        value: value('on', ''),
        type: 'date',
        isOptional: true,
      })}`;
  }

  #confirm(
    topics: readonly TopicRowFragment[],
    arranged: readonly Arranged[],
    offered: readonly OfferedRowFragment[],
  ): Task {
    const words = this.#words;
    return {
      title: words.term('arrangeSeen'),
      body: () =>
        html`<ol class="offered">
          ${offered.map(
            ({ kind, topic, why }) =>
              html`<li>
                ${topic.name}
                ${kind ? html`<span class="pill ${kind === 'REQUIRED' ? 'warning' : 'accent'}">${words.term(`priority${kind}`)}</span>` : ''}
                ${why ? html`<span class="small muted">${why}</span>` : ''}
              </li>`,
          )}
        </ol>`,
      submit: words.term('arrangeSave'),
      draft: 'topic-arrangement',
      run: async () => {
        const former = topics.map(asItIs);
        await this.#save(arranged, former);
        return { said: words.term('arrangeSaved'), undo: () => this.#save(former, arranged) };
      },
    };
  }

  async #save(wanted: readonly Arranged[], present: readonly Arranged[]): Promise<void> {
    for (const one of wanted) {
      const now = present.find(({ topicId }) => topicId === one.topicId);
      if (now?.name !== one.name || now.nameEn !== one.nameEn) await this.#desk.change(TopicSettingsUpdate, { ...one });
    }
    await this.#desk.change(TopicSettingsOrder, { topicIds: wanted.map(({ topicId }) => topicId) });
  }
}

/** What was given: the topics in the order of their places; of two with one place the one that stood first. */
function arrangementIn(given: FormData, topics: readonly TopicRowFragment[]): Arranged[] {
  return topics
    .map(({ id }) => ({
      place: Number(textIn(given, `place-${id}`)),
      arranged: { topicId: id, name: textIn(given, `ja-${id}`), nameEn: textIn(given, `en-${id}`) },
    }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ arranged }) => arranged);
}
