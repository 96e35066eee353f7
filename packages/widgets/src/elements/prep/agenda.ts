import type {
  PreparedThemeFragment,
  PrepareSessionInput,
  PreparingFragment,
  ResponseKind,
} from '../../generated/types.ts';

/** One theme as the member chooses it: a topic or words of their own, and the response they want. */
export interface AgendaTheme {
  readonly topicId: string | null;
  readonly freeTopic: string | null;
  readonly response: ResponseKind;
  readonly carriedFromThemeId: string | null;
}

/** What the member prepares. */
export interface Agenda {
  readonly themes: readonly AgendaTheme[];
  readonly note: string;
}

/** Most themes of a session. */
export const MOST_THEMES = 5;
/** Most characters of a note. */
export const MOST_NOTE = 2000;
/** Most characters of a free topic. */
export const MOST_FREE_TOPIC = 100;

/** Most open themes of last time that are offered. */
const MOST_OPEN = 3;

/** What the server has of the member's own; what is only there because it is required stays by itself. */
export function agendaOf({ themes, preparation }: PreparingFragment): Agenda {
  return {
    note: preparation?.note ?? '',
    themes: (themes ?? [])
      .filter((one) => !one.required)
      .map(({ topic, freeTopic, response, carriedFrom }) => ({
        topicId: topic?.id ?? null,
        freeTopic,
        response: response.kind,
        carriedFromThemeId: carriedFrom?.id ?? null,
      })),
  };
}

/** Which version the server has; 0 where nothing is prepared. */
export function revisionOf({ preparation }: PreparingFragment): number {
  return preparation?.revision ?? 0;
}

/** Whether what a save answered is newer than what is shown; an event of the same revision is as new, or newer. */
export const isNewer = (saved: PreparingFragment, shown: PreparingFragment): boolean =>
  revisionOf(saved) > revisionOf(shown);

/** Whether two agendas say the same. */
export function isSameAgenda(one: Agenda, other: Agenda): boolean {
  return one.note === other.note && JSON.stringify(one.themes.map(plain)) === JSON.stringify(other.themes.map(plain));
}

/** The agenda as the mutation takes it, for whoever knows the given version. */
export function inputOf(agenda: Agenda, sessionId: string, expectedRevision: number): PrepareSessionInput {
  const note = agenda.note.trim() === '' ? null : agenda.note;
  return { sessionId, expectedRevision, note, themes: agenda.themes.map((one) => ({ ...one })) };
}

/** The agenda with a theme put at a place, or added where the place is the end. */
export function withTheme(agenda: Agenda, place: number, theme: AgendaTheme): Agenda {
  const themes = [...agenda.themes];
  themes[Math.min(place, themes.length)] = theme;
  return { ...agenda, themes };
}

/** The agenda without the theme at a place. */
export function withoutTheme(agenda: Agenda, place: number): Agenda {
  return { ...agenda, themes: agenda.themes.filter((_, index) => index !== place) };
}

/** Open themes of last time to take up again, newest first: each matter once, and none that is on the agenda already. */
export function openThemesFor(
  { openThemes }: Pick<PreparingFragment, 'openThemes'>,
  { themes }: Agenda,
): readonly PreparedThemeFragment[] {
  const taken = new Set(themes.map((one) => one.carriedFromThemeId));
  const matters = new Set(themes.map(({ topicId, freeTopic }) => topicId ?? freeTopic));
  const offered = (openThemes ?? []).filter(({ id, topic, freeTopic }) => {
    const matter = topic?.id ?? freeTopic;
    if (taken.has(id) || matters.has(matter)) return false;
    matters.add(matter);
    return true;
  });
  return offered.slice(0, MOST_OPEN);
}

/** Whether something read from a store is an agenda. */
export function isAgenda(value: unknown): value is Agenda {
  if (typeof value !== 'object' || value === null || !('themes' in value) || !('note' in value)) return false;
  return typeof value.note === 'string' && Array.isArray(value.themes) && value.themes.every(isTheme);
}

function isTheme(value: unknown): value is AgendaTheme {
  return typeof value === 'object' && value !== null && 'response' in value && typeof value.response === 'string';
}

function plain({ topicId, freeTopic, response }: AgendaTheme): readonly (string | null)[] {
  return [topicId, topicId ? null : freeTopic, response];
}
