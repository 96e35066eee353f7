import { describe, expect, it } from 'vitest';
import type { PreparedThemeFragment, PreparingFragment } from '../../generated/types.ts';
import { openThemesFor, type AgendaTheme } from './agenda.ts';

const open = (id: string, topicId: string | null, freeTopic: string | null = null): PreparedThemeFragment => ({
  id,
  title: freeTopic ?? topicId ?? '',
  freeTopic,
  countsAs: 'OTHER',
  required: false,
  state: 'OPEN',
  topic: topicId === null ? null : { id: topicId },
  response: { kind: 'LISTEN', name: '' },
  carriedFrom: null,
});
const chosen = (topicId: string): AgendaTheme => ({
  topicId,
  freeTopic: null,
  response: 'ADVICE',
  carriedFromThemeId: null,
});
const offered = (openThemes: PreparedThemeFragment[], themes: AgendaTheme[] = []): string[] => {
  const session: Pick<PreparingFragment, 'openThemes'> = { openThemes };
  return openThemesFor(session, { themes, note: '' }).map(({ id }) => id);
};

describe('open themes of last time', () => {
  it('are offered once for each matter', () => {
    const again = [open('a', 'top_work'), open('b', 'top_work'), open('c', null, '机'), open('d', null, '机')];
    expect(offered(again)).toEqual(['a', 'c']);
  });

  it('are not offered where the agenda has the matter already', () => {
    expect(offered([open('a', 'top_work'), open('b', 'top_career')], [chosen('top_work')])).toEqual(['b']);
  });

  it('are three at the most', () => {
    expect(offered(['1', '2', '3', '4'].map((one) => open(one, one)))).toEqual(['1', '2', '3']);
  });
});
