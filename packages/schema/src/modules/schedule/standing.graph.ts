import { resolveArrayConnection } from '@pothos/plugin-relay';
import { builder } from '../../kernel/builder.ts';
import { MAX_PAGE_SIZE, PAGE_SIZE, countPages } from '../../kernel/limits.ts';
import { loader } from '../../kernel/loaders.ts';
import { noteReads } from '../../kernel/reads.ts';
import { PairRef } from '../pairs/pair.graph.ts';
import { GuidelineRef } from './guideline.graph.ts';
import {
  listStandings,
  type MetPair,
  type PairStanding,
  type StandingsAsked,
  standingsOfPairs,
} from './pair-standing.ts';
import { pairOf } from './pair-of-standing.ts';
import { rateOf } from './standing.ts';

const round = (value: number): number => Math.round(value * 100) / 100;

/** How a pair stands to its guideline in a month. */
const PairStandingRef = builder.objectRef<PairStanding>('PairStanding').implement({
  description:
    'How a pair stands to its guideline in a month of the tenant. Days on which they are no pair or paused ask for nothing; where less than one session a month is asked for, the months of the quarter are added up.',
  fields: (t) => ({
    pair: t.field({
      type: PairRef,
      description: 'The pair.',
      resolve: ({ id }, _args, { actor }) => pairOf(actor, id),
    }),
    month: t.exposeString('month', { description: 'The month, `2026-11`.' }),
    guideline: t.field({
      type: GuidelineRef,
      description: 'What holds at the end of the month, or now while it runs.',
      resolve: ({ guideline }) => guideline,
    }),
    expected: t.float({
      description: 'How many sessions the guideline asks for in all, to two places.',
      resolve: ({ expected }) => round(expected),
    }),
    due: t.exposeInt('due', { description: 'How many whole sessions of those are due by today.' }),
    held: t.exposeInt('held', { description: 'How many were held.' }),
    planned: t.exposeInt('planned', { description: 'How many are planned in the month.' }),
    behindBy: t.exposeInt('behindBy', { description: 'How many due sessions were not held.' }),
    toPlan: t.exposeInt('toPlan', { description: 'How many are neither held nor planned yet.' }),
    rate: t.float({
      nullable: true,
      description: 'The implementation rate of the month, 0 to 1; null while it runs or where too little is asked for.',
      resolve: (standing) => {
        const rate = rateOf([standing]);
        return rate === null ? null : round(rate);
      },
    }),
  }),
});

const nameOf = (asked: StandingsAsked): string => JSON.stringify([asked.on, asked.departmentId, asked.userId]);

// The page and the sum over all of one document are computed once.
const standingsFor = loader(
  (actor, wanted: readonly StandingsAsked[]) => Promise.all(wanted.map((asked) => listStandings(actor, asked))),
  nameOf,
);

const StandingFilter = builder.inputType('StandingFilter', {
  description: 'Whose standings a list holds: those to which everything that is given applies.',
  fields: (t) => ({
    departmentId: t.id({ required: false, description: 'Pairs whose member works there or in a department below it.' }),
    userId: t.id({ required: false, description: 'Pairs of which the person is one of the two.' }),
    behindOnly: t.boolean({ required: false, description: 'Only pairs that are behind.' }),
  }),
});

interface StandingSummary {
  readonly pairs: number;
  readonly behind: number;
  readonly rate: number | null;
}

const StandingSummaryRef = builder.objectRef<StandingSummary>('StandingSummary').implement({
  description: 'How many pairs stand how to their guideline in a month.',
  fields: (t) => ({
    pairs: t.exposeInt('pairs', { description: 'Of how many pairs something is asked.' }),
    behind: t.exposeInt('behind', { description: 'How many of them are behind.' }),
    rate: t.float({
      nullable: true,
      description:
        'The implementation rate of the month over all of them, 0 to 1; more than was asked makes up for nothing.',
      resolve: ({ rate }) => (rate === null ? null : round(rate)),
    }),
  }),
});

/** Sums of fewer pairs tell of each of them. */
const TELLING = 5;

countPages('PairStanding');

builder.queryFields((t) => ({
  standings: t.connection(
    {
      type: PairStandingRef,
      authScopes: { scope: 'pairs:read' },
      description: 'How the pairs that the caller may see stand to their guideline, who is furthest behind first.',
      args: {
        month: t.arg({ type: 'Date', required: false, description: 'Any day of the month; the present by default.' }),
        filter: t.arg({ type: StandingFilter, required: false, description: 'Whose.' }),
      },
      resolve: async (_root, { month, filter, ...args }, { actor }) => {
        const all = await standingsFor(actor, { on: month, ...whose(filter) });
        const listed = filter?.behindOnly ? all.filter(({ behindBy }) => behindBy > 0) : [...all];
        return resolveArrayConnection({ args, defaultSize: PAGE_SIZE, maxSize: MAX_PAGE_SIZE }, listed);
      },
    },
    { name: 'PairStandingConnection' },
    { name: 'PairStandingEdge' },
  ),
  standingSummary: t.field({
    type: StandingSummaryRef,
    authScopes: { scope: 'pairs:read' },
    description: 'How many of the pairs that the caller may see are behind, and their implementation rate.',
    args: {
      month: t.arg({ type: 'Date', required: false, description: 'Any day of the month; the present by default.' }),
      filter: t.arg({ type: StandingFilter, required: false, description: 'Whose.' }),
    },
    resolve: async (_root, { month, filter }, { actor }) => {
      const all = await standingsFor(actor, { on: month, ...whose(filter) });
      if (all.length < TELLING)
        for (const { memberId, counterpartId } of all) noteReads(actor, [memberId, counterpartId], 'PairStanding');
      return { pairs: all.length, behind: all.filter(({ behindBy }) => behindBy > 0).length, rate: rateOf(all) };
    },
  }),
}));

const whose = (filter: typeof StandingFilter.$inferInput | null | undefined) => ({
  departmentId: filter?.departmentId,
  userId: filter?.userId,
});

interface PairMonth {
  readonly pair: MetPair;
  readonly on: Date | null | undefined;
}

const standingOfPair = loader(
  async (actor, wanted: readonly PairMonth[]) => {
    const months = new Map<string, { readonly on: Date | null | undefined; readonly pairs: MetPair[] }>();
    for (const { pair, on } of wanted) {
      const month = months.get(String(on?.getTime())) ?? { on, pairs: [] };
      month.pairs.push(pair);
      months.set(String(on?.getTime()), month);
    }
    const found = new Map<string, PairStanding | null>();
    for (const [name, { on, pairs }] of months) {
      const standings = await standingsOfPairs(actor, pairs, on);
      for (const [at, pair] of pairs.entries()) found.set(`${name} ${pair.id}`, standings[at] ?? null);
    }
    return wanted.map(({ pair, on }) => found.get(`${String(on?.getTime())} ${pair.id}`) ?? null);
  },
  ({ pair, on }) => `${String(on?.getTime())} ${pair.id}`,
);

builder.prismaObjectField(PairRef, 'guidelineStanding', (t) =>
  t.field({
    type: PairStandingRef,
    nullable: true,
    description: 'How they stand to their guideline; null where nothing is asked of them in the month.',
    args: {
      month: t.arg({ type: 'Date', required: false, description: 'Any day of the month; the present by default.' }),
    },
    select: { id: true, kind: true, memberId: true, counterpartId: true, startedAt: true, endedAt: true },
    resolve: (pair, { month }, { actor }) => standingOfPair(actor, { pair, on: month }),
  }),
);
