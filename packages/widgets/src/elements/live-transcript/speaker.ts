import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { TranscribedTalkFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { By, Segment, Speaker } from './transcript-log.ts';

const SHAPES: Readonly<Record<Speaker, string>> = {
  MEMBER: 'M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13z',
  COUNTERPART: 'M8 .8L15.2 8 8 15.2.8 8z',
  OTHER: 'M8 1.5l7 12.5H1z',
};

// The order in which they are offered.
const SPEAKERS: readonly Speaker[] = ['MEMBER', 'COUNTERPART', 'OTHER'];

/** The two of a talk, and which of them reads. */
export type Two = Pick<TranscribedTalkFragment, 'member' | 'counterpart' | 'viewerPart'>;

/** The shape that stands for a speaker, beside their colour and their name. */
export const speakerShape = (speaker: Speaker): SVGTemplateResult =>
  svg`<svg class="shape" viewBox="0 0 16 16" aria-hidden="true"><path d=${SHAPES[speaker]} /></svg>`;

/** The name of a speaker, without any form of address: theirs, or what the source called them. */
export function speakerName(
  words: Words,
  two: Two,
  { speaker, speakerLabel }: Pick<Segment, 'speaker' | 'speakerLabel'>,
) {
  if (speaker === 'OTHER') return speakerLabel ?? words.term('transcriptOther');
  return speaker === 'MEMBER' ? two.member.name : two.counterpart.name;
}

/** Who of the two did something, as the reader would say it; what happened by itself was done by the system. */
export function doerName(words: Words, { member, counterpart, viewerPart }: Two, by: By): string {
  if (by === null) return words.term('transcriptSomebody');
  if (by === viewerPart) return words.term('transcriptYou');
  return words.term('person', by === 'MEMBER' ? member.name : counterpart.name);
}

/** A choice of who speaks. */
export interface SpeakerChoice {
  readonly id: string;
  readonly label: string;
  readonly chosen: Speaker;
  readonly choose: (speaker: Speaker) => void;
}

/** A field in which one says who of the two speaks, or that it is neither. */
export function speakerChoice(words: Words, two: Two, { id, label, chosen, choose }: SpeakerChoice): TemplateResult {
  const nameOf = (speaker: Speaker): string =>
    speaker === 'OTHER' ? words.term('transcriptNobody') : speakerName(words, two, { speaker, speakerLabel: null });
  const change = ({ target }: Event): void => {
    const found = SPEAKERS.find((one) => target instanceof HTMLSelectElement && one === target.value);
    if (found) choose(found);
  };
  return html`<label for=${id}><bdi>${label}</bdi></label>
    <select id=${id} part="select" @change=${change}>
      ${SPEAKERS.map((one) => html`<option value=${one} .selected=${one === chosen}>${nameOf(one)}</option>`)}
    </select>`;
}
