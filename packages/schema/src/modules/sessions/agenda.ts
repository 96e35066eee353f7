import type { Prisma, Session } from '../../generated/prisma/client.ts';
import type { ResponseKind, TopicCode } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import { InvalidInput, LimitReached, NotNow, type Reason } from '../../kernel/problems.ts';
import { sealOwn } from '../../kernel/seal.ts';
import { after } from '../../kernel/time.ts';
import type { Prioritised } from '../topics/topic-priority.ts';
import { visibleTopics } from '../topics/topic.policy.ts';
import { requiredRow, requiredTopics } from './guided-topic.ts';
import { freeTopicOf, freeTopicPlace, stillOpen } from './theme.ts';
import { says } from './words.ts';

/** How many themes a member may choose for a session; required ones come on top. */
export const MOST_THEMES = 5;

/** One theme as the member chose it: a topic of the tenant, or words of their own. */
export interface Choice {
  readonly topicId?: string | null | undefined;
  readonly freeTopic?: string | null | undefined;
  readonly response: ResponseKind;
  readonly carriedFromThemeId?: string | null | undefined;
}

type Row = Prisma.ThemeCreateManyInput;

/** A theme that is on the agenda already, with its words in clear. */
interface Former extends Pick<Row, 'id' | 'state' | 'doneAt' | 'carriedFromId' | 'isRequired'> {
  readonly topicId: string | null;
  readonly words: string | null;
  readonly response: ResponseKind;
}

async function formerThemes(db: Db, actor: Actor, session: Session): Promise<Former[]> {
  const { tenantId } = actor;
  const rows = await db.theme.findMany({ where: { tenantId, sessionId: session.id }, orderBy: { position: 'asc' } });
  return Promise.all(rows.map(async (row) => ({ ...row, words: await freeTopicOf(actor, row) })));
}

/** The topics that can be chosen: those on the list, and hidden ones that the session has already. */
async function topicsFor(db: Db, actor: Actor, choices: readonly Choice[], former: readonly Former[]) {
  const ids = choices.flatMap(({ topicId }) => topicId ?? []);
  const kept = former.flatMap(({ topicId }) => topicId ?? []);
  const rows = await db.topic.findMany({
    where: { AND: visibleTopics(actor), id: { in: ids }, OR: [{ hiddenAt: null }, { id: { in: kept } }] },
  });
  return new Map(rows.map(({ id, countsAs }): [string, TopicCode] => [id, countsAs]));
}

/** The ids among those asked for that can be taken up again: open themes of earlier talks of the pair. */
async function carriable(db: Db, { tenantId, id, pairId }: Session, choices: readonly Choice[]): Promise<Set<string>> {
  const ids = choices.flatMap(({ carriedFromThemeId }) => carriedFromThemeId ?? []);
  if (ids.length === 0) return new Set();
  const session = { pairId, state: 'ENDED' } as const;
  const rows = await db.theme.findMany({
    where: {
      tenantId,
      id: { in: ids },
      session,
      OR: [stillOpen, { state: 'OPEN', carriedTo: { some: { sessionId: id } } }],
    },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}

const isSame = (former: Former, choice: Choice): boolean =>
  former.topicId === (choice.topicId ?? null) &&
  former.words === (choice.freeTopic ?? null) &&
  former.response === choice.response;

/** For each choice the former theme that it keeps, each at most once. */
function matched(former: readonly Former[], choices: readonly Choice[]): (Former | undefined)[] {
  const left = [...former];
  return choices.map((choice) => {
    const at = left.findIndex((theme) => isSame(theme, choice));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
}

/**
 * The rows of a session's agenda for what the member chose, in their order, and behind it what the tenant requires; a theme
 * that was there keeps its id and state. A topic that only counts because it is required stays where it was left out. Throws
 * InvalidInput for topics that cannot be chosen and themes that cannot be taken up again, LimitReached, NotNow TOPIC_REQUIRED
 * where the member takes off a required topic that they had chosen.
 */
export async function agendaOf(db: Db, actor: Actor, session: Session, choices: readonly Choice[]): Promise<Row[]> {
  const former = await formerThemes(db, actor, session);
  const required = await requiredTopics(db, actor.tenantId, session);
  demandRoom(choices, required);
  demandRequired(choices, required, former);
  const topics = await topicsFor(db, actor, choices, former);
  const open = await carriable(db, session, choices);
  demandChoosable(actor, choices, topics, open);
  const keeps = matched(former, choices);
  const rows = await Promise.all(
    choices.map((choice, position) => rowOf(actor, session, { choice, position, topics, kept: keeps[position] })),
  );
  return inPlace([...rows, ...addedRows(session, required, choices, former)]);
}

const isChosen = (topicId: string, choices: readonly Choice[]): boolean =>
  choices.some((choice) => choice.topicId === topicId);

function demandRoom(choices: readonly Choice[], required: readonly Prioritised[]): void {
  const own = choices.filter((choice) => required.every(({ topicId }) => topicId !== choice.topicId));
  if (own.length > MOST_THEMES) throw new LimitReached(MOST_THEMES);
}

function demandRequired(choices: readonly Choice[], required: readonly Prioritised[], former: readonly Former[]): void {
  const wasChosen = (topicId: string) => former.some((theme) => theme.topicId === topicId && !theme.isRequired);
  const taken = required.find(({ topicId }) => wasChosen(topicId) && !isChosen(topicId, choices));
  if (taken) throw new NotNow(says.TOPIC_REQUIRED, after(taken.until, 1, 'days'));
}

/** What is required and was not chosen, as it was or anew. */
const addedRows = (
  session: Session,
  required: readonly Prioritised[],
  choices: readonly Choice[],
  former: readonly Former[],
): Row[] =>
  required
    .filter(({ topicId }) => !isChosen(topicId, choices))
    .map((one, at) => {
      const row = requiredRow(one, session, session.tenantId, choices.length + at);
      const kept = former.find((theme) => theme.topicId === one.topicId);
      return kept ? { ...row, id: kept.id, state: kept.state, doneAt: kept.doneAt } : row;
    });

// What is only there because it is required never comes before what the member chose: the first is the main theme.
const inPlace = (rows: readonly Row[]): Row[] =>
  rows
    .toSorted((one, other) => Number(one.isRequired) - Number(other.isRequired))
    .map((row, position) => ({ ...row, position }));

function demandChoosable(
  actor: Actor,
  choices: readonly Choice[],
  topics: ReadonlyMap<string, TopicCode>,
  open: ReadonlySet<string>,
): void {
  const issue = (at: number, field: string, reason: Reason) => ({
    path: ['themes', String(at), field],
    message: reason.says[actor.language],
  });
  const issues = choices.flatMap(({ topicId, carriedFromThemeId }, at) => [
    ...(topicId && !topics.has(topicId) ? [issue(at, 'topicId', says.TOPIC_GONE)] : []),
    ...(carriedFromThemeId && !open.has(carriedFromThemeId) ? [issue(at, 'carriedFromThemeId', says.NOT_OPEN)] : []),
  ]);
  if (issues.length > 0) throw new InvalidInput(issues);
}

interface Placed {
  readonly choice: Choice;
  readonly position: number;
  readonly topics: ReadonlyMap<string, TopicCode>;
  readonly kept: Former | undefined;
}

async function rowOf(actor: Actor, session: Session, { choice, position, topics, kept }: Placed): Promise<Row> {
  const themeId = kept?.id ?? newId('thm');
  const { topicId = null, freeTopic, response, carriedFromThemeId } = choice;
  const { tenantId, id: sessionId, memberId, counterpartId } = session;
  return {
    tenantId,
    id: themeId,
    sessionId,
    memberId,
    counterpartId,
    position,
    topicId,
    response,
    freeTopic: freeTopic ? await sealOwn(actor, freeTopicPlace(themeId), freeTopic) : null,
    countsAs: (topicId && topics.get(topicId)) || 'OTHER',
    isRequired: kept?.isRequired ?? false,
    state: kept?.state ?? 'OPEN',
    doneAt: kept?.doneAt ?? null,
    carriedFromId: carriedFromThemeId ?? kept?.carriedFromId ?? null,
  };
}
