import type { GuidedFragment, OfferedTopicFragment } from '../../generated/types.ts';
import type { Words } from '../../locale/words.ts';
import type { Choice } from '../../parts/choice-cards.ts';

type Guided = readonly GuidedFragment[];

const guideOf = (guided: Guided, topicId: string | null): GuidedFragment | undefined =>
  guided.find(({ topic }) => topic.id === topicId);

/** Whether the company requires a topic, so that it cannot be taken off the agenda. */
export const isRequired = (guided: Guided, topicId: string | null): boolean =>
  guideOf(guided, topicId)?.kind === 'REQUIRED';

/** Topics as cards: what the company requires and recommends first, each with a mark and why. */
export function topicChoices(words: Words, topics: readonly OfferedTopicFragment[], guided: Guided): Choice[] {
  const places = new Map(guided.map(({ topic }, place) => [topic.id, place]));
  const placeOf = ({ id }: OfferedTopicFragment): number => places.get(id) ?? guided.length;
  return [...topics]
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map(({ id, name }) => {
      const guide = guideOf(guided, id);
      if (!guide) return { value: id, label: name };
      const mark = words.term(guide.kind === 'REQUIRED' ? 'prepRequired' : 'prepRecommended');
      return { value: id, label: name, description: words.term('prepGuided', mark, guide.why) };
    });
}
