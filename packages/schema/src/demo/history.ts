import type { ResponseKind, TopicCode } from '../generated/prisma/enums.ts';
import { pseudonym } from '../kernel/keyring.ts';
import type { TenantKeys } from '../kernel/tenant-keys.ts';
import { monthOf } from '../kernel/time.ts';
import { attemptPlace } from '../modules/feedback/attempt.ts';
import { impressionPlace } from '../modules/feedback/impression.ts';
import { purposePlace } from '../modules/pairs/pair-purpose.ts';
import { notePlace } from '../modules/sessions/preparation.ts';
import { freeTopicPlace } from '../modules/sessions/theme.ts';
import { talksOf, type Planned } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Opinion } from './opinion.ts';
import type { WrittenCompany, WrittenPair } from './people.ts';
import type { RowCollector } from './rows.ts';
import { ATTEMPTS, FREE_TOPICS, IMPRESSIONS, NOTES, PURPOSES, RESPONSE_SHARES, TOPIC_SHARES } from './words.ts';

/** What the history of a company is made with. */
export interface HistoryParts {
  readonly rows: RowCollector;
  readonly chance: Chance;
  readonly keys: TenantKeys;
  readonly opinion: Opinion;
  readonly company: WrittenCompany;
  readonly now: Date;
  readonly months: number;
  /** A theme that the members of one counterpart take up more often, so that their weak spot has enough raters. */
  readonly often: { readonly counterpartId: string; readonly topic: TopicCode; readonly response: ResponseKind } | null;
}

const DAY = 86_400_000;
const AHEAD_DAYS = 28;
/** Share of talks that members answer for. */
const ANSWERED = 0.97;
/** Share of planned talks that are called off, and of those that were simply not held. */
const CALLED_OFF = 0.04;
const FORGOTTEN = 0.03;
/** Talks that ended this recently can still be answered for, so nobody has. */
const ANSWERABLE = 3 * DAY;

/** No talk begins this close to now. */
const ROOM = 2 * 3_600_000;

interface Talk extends Planned {
  readonly id: string;
  readonly pair: WrittenPair;
}

const people = ({ memberId, counterpartId }: WrittenPair) => ({ memberId, counterpartId });

/** Writes the talks of all pairs over the months before now and the weeks after, with what was written and felt about them. */
export function writeHistory(parts: HistoryParts, afterPair: () => Promise<void>): Promise<void> {
  return parts.company.pairs.reduce(async (before, pair) => {
    await before;
    writePair(parts, pair);
    await afterPair();
  }, Promise.resolve());
}

function writePair(parts: HistoryParts, pair: WrittenPair): void {
  const { rows, chance, keys, company, now, months } = parts;
  const { tenantId } = company;
  const begin = new Date(now.getTime() - months * 30.44 * DAY);
  const level = 1 + chance.random.integer(5);
  const purpose = chance.happens(0.5) ? keys.seal(purposePlace(pair.id), chance.pick(PURPOSES)) : null;
  rows.add('pair', {
    tenantId,
    id: pair.id,
    kind: 'MANAGER_MEMBER',
    ...people(pair),
    level,
    purpose,
    startedAt: begin,
  });
  rows.add('pair_level', {
    tenantId,
    id: chance.id('lev'),
    pairId: pair.id,
    ...people(pair),
    level,
    setById: pair.memberId,
    setAt: begin,
  });
  const late = company.pairs.some((other) => other.counterpartId === pair.memberId);
  for (const planned of talksOf(pair, late, begin, new Date(now.getTime() + AHEAD_DAYS * DAY)))
    writeTalk(parts, { id: chance.id('ses'), pair, ...planned });
}

type Fate = 'ENDED' | 'SCHEDULED' | 'CANCELLED';

function fateOf({ chance, now }: HistoryParts, { startsAt, endsAt }: Planned): Fate | null {
  // Room for the scene that is set around now.
  if (Math.abs(startsAt.getTime() - now.getTime()) < ROOM) return null;
  if (startsAt > now) return chance.happens(0.5) || startsAt.getTime() < now.getTime() + 8 * DAY ? 'SCHEDULED' : null;
  if (endsAt > now) return null;
  if (chance.happens(CALLED_OFF)) return 'CANCELLED';
  return chance.happens(FORGOTTEN) ? null : 'ENDED';
}

function writeTalk(parts: HistoryParts, talk: Talk): void {
  const fate = fateOf(parts, talk);
  if (!fate) return;
  const { rows, chance, company } = parts;
  const { id, pair, startsAt, endsAt } = talk;
  const held = fate === 'ENDED';
  const late = chance.random.integer(9) - 2;
  rows.add('session', {
    tenantId: company.tenantId,
    id,
    pairId: pair.id,
    ...people(pair),
    state: fate,
    startsAt,
    endsAt,
    timeZone: 'Asia/Tokyo',
    proposedById: pair.counterpartId,
    startedAt: held ? startsAt : null,
    endedAt: held ? new Date(endsAt.getTime() + late * 60_000) : null,
    cancelledAt: fate === 'CANCELLED' ? new Date(startsAt.getTime() - DAY) : null,
    revision: held ? 4 : 2,
    createdAt: new Date(startsAt.getTime() - 14 * DAY),
  });
  if (held) writeHeld(parts, talk);
}

interface Chosen {
  readonly topic: TopicCode;
  readonly response: ResponseKind;
}

function choose({ chance, often }: HistoryParts, { counterpartId }: WrittenPair): Chosen {
  if (often?.counterpartId === counterpartId && chance.happens(0.25)) return often;
  return { topic: chance.draw(TOPIC_SHARES), response: chance.draw(RESPONSE_SHARES) };
}

function writeHeld(parts: HistoryParts, talk: Talk): void {
  const { rows, chance, keys, company } = parts;
  const { tenantId } = company;
  const { id: sessionId, pair, startsAt } = talk;
  const both = people(pair);
  const themes = Array.from(
    {
      length: chance.draw([
        [1, 70],
        [2, 24],
        [3, 6],
      ] as const),
    },
    () => choose(parts, pair),
  );
  const preparedAt = new Date(startsAt.getTime() - (1 + chance.random.integer(72)) * 3_600_000);
  if (chance.happens(0.88)) {
    const note = chance.happens(0.3) ? keys.seal(notePlace(sessionId), chance.pick(NOTES)) : null;
    const seen = chance.happens(0.9);
    rows.add('preparation', {
      tenantId,
      sessionId,
      ...both,
      note,
      revision: 1,
      preparedAt,
      seenAt: seen ? startsAt : null,
      seenRevision: seen ? 1 : null,
    });
    for (const [position, chosen] of themes.entries()) writeTheme(parts, talk, position, chosen);
  }
  const main = themes[0] ?? { topic: 'OTHER', response: 'UNDECIDED' };
  writeAnswer(parts, talk, main);
  writeWords(parts, talk);
}

function writeTheme(
  { rows, chance, keys, company }: HistoryParts,
  { id: sessionId, pair, endsAt }: Talk,
  position: number,
  { topic, response }: Chosen,
): void {
  const id = chance.id('thm');
  const done = chance.happens(0.82);
  rows.add('theme', {
    tenantId: company.tenantId,
    id,
    sessionId,
    ...people(pair),
    position,
    topicId: company.topicIds.get(topic) ?? null,
    freeTopic: topic === 'OTHER' ? keys.seal(freeTopicPlace(id), chance.pick(FREE_TOPICS)) : null,
    countsAs: topic,
    response,
    state: done ? 'DONE' : 'OPEN',
    doneAt: done ? endsAt : null,
    carriedFromId: null,
  });
}

/** Fewest members of a counterpart about whom there are numbers. */
const FLOOR = 5;

function writeAnswer(
  { rows, chance, opinion, company, now }: HistoryParts,
  { id: sessionId, pair, endsAt }: Talk,
  { topic, response }: Chosen,
): void {
  const { tenantId } = company;
  if (now.getTime() - endsAt.getTime() < ANSWERABLE || !chance.happens(ANSWERED)) return;
  const use = pair.raters >= FLOOR ? 'COUNTERPART' : 'POOL';
  const audience = pair.raters >= FLOOR ? `COUNTERPART:${FLOOR}` : `CHOICE:${FLOOR}`;
  rows.add('participation', { tenantId, id: chance.id('par'), sessionId, ...people(pair), use, audience });
  rows.add('rating', {
    tenantId,
    id: chance.id('rat'),
    pseudonym: pseudonym(tenantId, pair.memberId),
    ratedId: use === 'COUNTERPART' ? pair.counterpartId : null,
    poolId: use === 'POOL' ? company.departmentIds[0] : null,
    topicCode: topic,
    response,
    month: `${monthOf(endsAt, 'Asia/Tokyo')}-01`,
    grade: opinion.grade(pair.memberId, pair.counterpartId, topic, response),
    hintIds: [],
  });
}

function writeWords({ rows, chance, keys, company, now }: HistoryParts, { id: sessionId, pair, endsAt }: Talk): void {
  const { tenantId } = company;
  const row = { tenantId, sessionId, ...people(pair) };
  if (now.getTime() - endsAt.getTime() < ANSWERABLE) return;
  if (chance.happens(0.25)) {
    const id = chance.id('imp');
    const sentAt = new Date(endsAt.getTime() + 1_800_000);
    rows.add('impression', {
      ...row,
      id,
      text: keys.seal(impressionPlace(id), chance.pick(IMPRESSIONS)),
      sentAt,
      readAt: new Date(sentAt.getTime() + 3_600_000),
    });
  }
  if (!chance.happens(0.15)) return;
  const id = chance.id('att');
  rows.add('attempt', {
    ...row,
    id,
    text: keys.seal(attemptPlace(id), chance.pick(ATTEMPTS)),
    recordedAt: new Date(endsAt.getTime() + 3_600_000),
  });
}
