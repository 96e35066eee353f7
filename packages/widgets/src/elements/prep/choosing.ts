import type { OfferedTopicFragment, PreparedThemeFragment, ResponseKind } from '../../generated/types.ts';
import { countGraphemes } from '../../forms/graphemes.ts';
import { MOST_FREE_TOPIC, type Agenda, type AgendaTheme } from './agenda.ts';

/** Stands for "words of my own" among the topics. */
export const FREE = 'free';

/** A theme that is being chosen. */
export interface Choosing {
  /** Its place on the agenda; the end adds one. */
  readonly place: number;
  /** Id of a topic, or FREE. */
  readonly topic: string | null;
  readonly freeTopic: string;
  readonly response: ResponseKind | null;
  readonly carriedFromThemeId: string | null;
}

/** Begins to choose one more theme. */
export function chooseNew({ themes }: Agenda): Choosing {
  return { place: themes.length, topic: null, freeTopic: '', response: null, carriedFromThemeId: null };
}

/** What becomes of choosing one more theme when the agenda changed elsewhere: it moves on, or ends if nothing was chosen. */
export function chooseAfter(choosing: Choosing, { themes }: Agenda): Choosing | undefined {
  const isUntouched = choosing.topic === null && choosing.response === null;
  if (isUntouched && themes.length > choosing.place) return undefined;
  return { ...choosing, place: themes.length };
}

/** Begins to change the theme at a place. */
export function chooseAgain({ themes }: Agenda, place: number): Choosing {
  const theme = themes[place];
  return {
    place,
    topic: theme?.topicId ?? (theme ? FREE : null),
    freeTopic: theme?.freeTopic ?? '',
    response: theme?.response ?? null,
    carriedFromThemeId: theme?.carriedFromThemeId ?? null,
  };
}

/** The theme that has been chosen; undefined while something is missing or too long. */
export function chosenTheme({ topic, freeTopic, response, carriedFromThemeId }: Choosing): AgendaTheme | undefined {
  if (topic === null || response === null) return undefined;
  if (topic !== FREE) return { topicId: topic, freeTopic: null, response, carriedFromThemeId };
  const isUsable = freeTopic.trim() !== '' && countGraphemes(freeTopic) <= MOST_FREE_TOPIC;
  return isUsable ? { topicId: null, freeTopic, response, carriedFromThemeId } : undefined;
}

/** An open theme of last time as a theme of this one. */
export function continued({ id, topic, freeTopic, response }: PreparedThemeFragment): AgendaTheme {
  return { topicId: topic?.id ?? null, freeTopic, response: response.kind, carriedFromThemeId: id };
}

/** How a theme is called on the page. */
export function titleOf({ topicId, freeTopic }: AgendaTheme, topics: readonly OfferedTopicFragment[]): string {
  return topics.find((one) => one.id === topicId)?.name ?? freeTopic ?? '';
}

/** Whether something read from a store is a choice under way. */
export function isChoosing(value: unknown): value is Choosing {
  return (
    typeof value === 'object' &&
    value !== null &&
    'place' in value &&
    'freeTopic' in value &&
    typeof value.freeTopic === 'string'
  );
}
