import { html, type TemplateResult } from 'lit';
import type { HintsHomeQuery, ResponseKind, TopicCode } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** A topic with a response: what hints are kept for. */
export interface HintCell {
  readonly topicCode: TopicCode;
  readonly response: ResponseKind;
}

type Named<Value> = readonly (readonly [Value, string])[];

/** The kinds of topic by name, in the tenant's order; what is none of the seven comes last. */
export function topicNames(words: Words, { topics }: HintsHomeQuery): Named<TopicCode> {
  const named = topics.flatMap(({ code, name }): Named<TopicCode> => (code && code !== 'OTHER' ? [[code, name]] : []));
  const other = topics.find(({ code }) => code === 'OTHER')?.name ?? words.term('hintsOther');
  return [...named, ['OTHER', other]];
}

/** The responses by name. */
export function responseNames({ responses }: HintsHomeQuery): Named<ResponseKind> {
  return responses.map(({ kind, name }) => [kind, name]);
}

/** What the next talk is about, or else what most talks are about. */
export function startingCell({ viewer }: HintsHomeQuery): HintCell {
  const main = viewer?.nextSession?.themes?.[0];
  return main
    ? { topicCode: main.countsAs, response: main.response.kind }
    : { topicCode: 'WORK', response: 'THINK_TOGETHER' };
}

/** A topic with a response in words. */
export function cellText(words: Words, home: HintsHomeQuery, { topicCode, response }: HintCell): string {
  const topic = topicNames(words, home).find(([code]) => code === topicCode)?.[1] ?? words.term('hintsOther');
  const wanted = responseNames(home).find(([kind]) => kind === response)?.[1] ?? '';
  return words.term('hintsCell', topic, wanted);
}

/** Two lists to choose the topic and the response from. */
export function cellChooser(
  words: Words,
  home: HintsHomeQuery,
  cell: HintCell,
  onChoose: (cell: HintCell) => void,
): TemplateResult {
  return html`<div class="chooser">
    ${list('topic', words.term('hintsTopic'), topicNames(words, home), cell.topicCode, (topicCode) =>
      onChoose({ ...cell, topicCode }),
    )}
    ${list('response', words.term('hintsResponse'), responseNames(home), cell.response, (response) =>
      onChoose({ ...cell, response }),
    )}
  </div>`;
}

function list<Value extends string>(
  id: string,
  label: string,
  all: Named<Value>,
  chosen: Value,
  onChoose: (value: Value) => void,
): TemplateResult {
  const choose = ({ target }: Event): void => {
    const found = target instanceof HTMLSelectElement && all[target.selectedIndex];
    if (found) onChoose(found[0]);
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} part="select" @change=${choose}>
      ${all.map(([value, name]) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`)}
    </select>
  </div>`;
}
