import { stillOpen } from './theme.ts';

/** How many of the latest talks are looked through for open themes. */
const TALKS = 12;

/** The query of a pair's sessions for what its talks left open, latest talk first. */
export const OPEN_THEMES = {
  where: { state: 'ENDED', themes: { some: stillOpen } },
  orderBy: { endedAt: 'desc' },
  take: TALKS,
} as const;

/** The query of a session's themes for those left open, in the order of the agenda. */
export const LEFT_OPEN = { where: stillOpen, orderBy: { position: 'asc' } } as const;

interface Talk<Theme> {
  readonly id: string;
  readonly startsAt: Date;
  readonly themes: readonly Theme[];
}

/** The open themes of the talks that were before this session. */
export const openThemesBefore = <Theme>(session: {
  readonly id: string;
  readonly startsAt: Date;
  readonly pair: { readonly sessions: readonly Talk<Theme>[] };
}): Theme[] =>
  session.pair.sessions
    .filter((talk) => talk.id !== session.id && talk.startsAt <= session.startsAt)
    .flatMap(({ themes }) => themes);
