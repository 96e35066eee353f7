import { z } from 'zod';
import type { Prisma, Theme } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { unsealOrNull } from '../../kernel/seal.ts';
import { now } from '../../kernel/time.ts';
import { signalSession } from './session-change.ts';
import { visibleContent } from './session.policy.ts';

registerIds({ thm: 'Theme' });

declare module '../../kernel/events.ts' {
  interface Events {
    'theme.done': { sessionId: string };
    'theme.reopened': { sessionId: string };
  }
}

/** Where the words of a free topic are sealed. */
export const freeTopicPlace = (themeId: string) => ({ table: 'Theme', row: themeId, column: 'freeTopic' });

/** The words of a free topic, null where a topic was chosen; for one of the two, who alone read the row. */
export const freeTopicOf = (actor: Actor, theme: Pick<Theme, 'id' | 'freeTopic'>): Promise<string | null> =>
  unsealOrNull(actor, freeTopicPlace(theme.id), theme.freeTopic);

/**
 * Themes still to be talked about: chosen by the member, left open by a talk that was held, and not taken up again in
 * another session. What is required comes back by itself.
 */
export const stillOpen = {
  state: 'OPEN',
  isRequired: false,
  carriedTo: { none: { session: { state: { not: 'CANCELLED' } } } },
} as const satisfies Prisma.ThemeWhereInput;

const OfTheme = z.object({ themeId: id('thm') });

/** What names one theme. */
export type OfThemeInput = z.input<typeof OfTheme>;

async function setState(actor: Actor, input: OfThemeInput, state: 'OPEN' | 'DONE'): Promise<{ id: string }> {
  const { themeId } = parseInput(actor, OfTheme, input);
  return transact(actor, async (db) => {
    const theme = orNotFound(await db.theme.findFirst({ where: { AND: visibleContent(actor), id: themeId } }));
    if (theme.state === state) return { id: themeId };
    const data = { state, doneAt: state === 'DONE' ? now() : null };
    await db.theme.update({ where: { tenantId_id: { tenantId: actor.tenantId, id: themeId } }, data });
    const { sessionId } = theme;
    const type = state === 'DONE' ? 'theme.done' : 'theme.reopened';
    await record(db, { type, subject: { type: 'Theme', id: themeId }, ids: { sessionId }, actor });
    await signalSession(db, actor.tenantId, { ...theme, id: sessionId });
    return { id: themeId };
  });
}

/** Marks a theme as talked about; again changes nothing. Either of the two may. Throws InvalidInput, NOT_FOUND. */
export const markThemeDone = (actor: Actor, input: OfThemeInput): Promise<{ id: string }> =>
  setState(actor, input, 'DONE');

/** Marks a theme as still to be talked about; again changes nothing. Either of the two may. Throws InvalidInput, NOT_FOUND. */
export const reopenTheme = (actor: Actor, input: OfThemeInput): Promise<{ id: string }> =>
  setState(actor, input, 'OPEN');
