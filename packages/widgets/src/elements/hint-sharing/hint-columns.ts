import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../console/record-table.ts';
import type { HintSharingQuery, ModeratedHintFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';

/** For which topic and response a hint is, in words. */
export function placeText(
  { topics, responses }: HintSharingQuery,
  { topicCode, response }: ModeratedHintFragment,
): string {
  const topic = topics.find((one) => one.topicCode === topicCode)?.name ?? topicCode;
  return `${topic} × ${responses.find(({ kind }) => kind === response)?.name ?? response}`;
}

/** The columns of a queue: the words, for what they are, and why they came back. */
export function queueColumns(words: Words, home: HintSharingQuery): readonly Column<ModeratedHintFragment>[] {
  const why = ({ reportedFor }: ModeratedHintFragment): TemplateResult | typeof nothing =>
    reportedFor && reportedFor.length > 0
      ? html`<span class="pills">
          ${reportedFor.map(
            (reason) => html`<span class="pill warning">${words.term(`sharingReport${reason}`)}</span>`,
          )}
        </span>`
      : nothing;
  return [
    {
      title: words.term('sharingHint'),
      cell: (hint) =>
        html`<span lang=${hint.language}>${hint.text}</span> <span class="sub">${placeText(home, hint)}</span>`,
    },
    { title: words.term('sharingReported'), cell: why },
  ];
}

/** The columns of what is shown, with where it stands on its way to other companies. */
export function shownColumns(words: Words, home: HintSharingQuery): readonly Column<ModeratedHintFragment>[] {
  const [hint] = queueColumns(words, home);
  const pool = ({ poolState, poolReason }: ModeratedHintFragment): TemplateResult | typeof nothing =>
    poolState
      ? html`<span class="pill ${poolState === 'RELEASED' ? 'accent' : ''}">${words.term(`sharing${poolState}`)}</span>
          ${poolReason ? html`<span class="sub">${poolReason}</span>` : nothing}`
      : nothing;
  return [
    ...(hint ? [hint] : []),
    {
      title: words.term('sharingHelped'),
      cell: ({ helpedAtLeast }) =>
        typeof helpedAtLeast === 'number' ? words.term('sharingHelpedMany', helpedAtLeast) : '',
    },
    { title: words.term('sharingPool'), cell: pool },
  ];
}
