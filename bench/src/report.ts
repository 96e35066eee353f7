import type { ColdStart } from './cold-start.ts';
import type { Delivery, Growth, Memory } from './parts.ts';
import { medianRound, type Round, type Rounds, type Statements } from './rounds.ts';
import { median, pairedRatio, type Spread } from './statistics.ts';

/** One query with all its contenders. */
export interface Compared {
  readonly query: 'widget' | 'point';
  readonly callers: number;
  readonly rounds: ReadonlyMap<string, Rounds>;
}

/** All that a run found. */
export interface Findings {
  readonly at: string;
  readonly commit: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly data: Readonly<Record<string, number>>;
  readonly bytes: Readonly<Record<'widget' | 'point', number>>;
  readonly compared: readonly Compared[];
  readonly statements: Readonly<Record<'widget' | 'point', ReadonlyMap<string, Statements>>>;
  readonly growth: Growth;
  readonly prepare: Round;
  readonly rate: Round;
  readonly delivery: Delivery;
  readonly rawDelivery: Delivery;
  readonly memory: Memory;
  readonly rss: ReadonlyMap<string, number>;
  readonly coldStarts: readonly ColdStart[];
}

/** What the contenders are called. */
export const NAMES = {
  limit: 'limit: pg, one statement',
  peer: 'mercurius-jit + SQL loaders',
  stock: 'Apollo + Pothos + Prisma as installed',
  taiwa: 'Taiwa',
  unfenced: 'Taiwa without the wall',
} as const;

const cpuOf = (rounds: Rounds | undefined): number[] => (rounds ?? []).map(({ cpu }) => cpu);

/** What one contender's CPU is of another's, round by round. */
export const cpuRatio = ({ rounds }: Compared, name: string, of: string): Spread =>
  pairedRatio(cpuOf(rounds.get(name)), cpuOf(rounds.get(of)));

const digits = (value: number, places = 2): string => (Number.isFinite(value) ? value.toFixed(places) : '–');
const spread = ({ median: middle, least, most }: Spread): string =>
  `${digits(middle)} (${digits(least)}–${digits(most)})`;

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

const statementsText = (found: Statements | undefined): string =>
  found ? `${found.statements}${found.around ? ` + ${found.around}` : ''}` : '';

function comparisonTable(findings: Findings, compared: Compared): string {
  const head = ['', 'CPU ms', '× limit', 'req/s', 'p50 ms', 'p99 ms', 'refused', 'statements'];
  const rows = [...compared.rounds].map(([name, rounds]) => {
    const { cpu, perSecond, p50, p99, refused } = medianRound(rounds);
    return [
      name,
      digits(cpu, 3),
      spread(cpuRatio(compared, name, NAMES.limit)),
      digits(perSecond, 0),
      digits(p50, 1),
      digits(p99, 1),
      refused ? `${digits(refused * 100, 1)} %` : '',
      statementsText(findings.statements[compared.query].get(name)),
    ];
  });
  return `\n${compared.query}, ${compared.callers} caller${compared.callers > 1 ? 's' : ''}\n${tableOf([head, ...rows])}`;
}

/** One goal: what was reached beside what is wanted. */
export interface Goal {
  readonly what: string;
  readonly reached: number;
  readonly wanted: number;
  /** Whether less or more is better. */
  readonly better: 'less' | 'more';
  /** Where the median lies between. */
  readonly spread?: Spread;
}

/** The goals of docs/performance that a run can judge. */
export function goalsOf(findings: Findings): readonly Goal[] {
  const at = (query: Compared['query']): Compared | undefined =>
    findings.compared.find((compared) => compared.query === query && compared.callers === 16) ??
    findings.compared.findLast((compared) => compared.query === query);
  const ratio = (
    what: string,
    query: Compared['query'],
    [name, of]: readonly [string, string],
    wanted: number,
  ): Goal[] => {
    const compared = at(query);
    if (!compared) return [];
    const found = cpuRatio(compared, name, of);
    return [{ what: `${query}: ${what}`, reached: found.median, wanted, better: 'less', spread: found }];
  };
  const { delivery, rawDelivery, memory, coldStarts, growth } = findings;
  return [
    ...ratio('CPU of stock path / as installed', 'widget', [NAMES.taiwa, NAMES.stock], 0.65),
    ...ratio('CPU of stock path / as installed', 'point', [NAMES.taiwa, NAMES.stock], 0.65),
    ...ratio('CPU with the wall / without', 'widget', [NAMES.taiwa, NAMES.unfenced], 1.25),
    ...ratio('CPU with the wall / without', 'point', [NAMES.taiwa, NAMES.unfenced], 1.3),
    {
      what: 'statements for 200 sessions / for 2',
      reached: growth.many.statements / growth.few.statements,
      wanted: 1,
      better: 'less',
    },
    {
      what: 'heap MB gained over the point queries',
      reached: memory.heapAfter - memory.heapBefore,
      wanted: 3,
      better: 'less',
    },
    ...ratio('CPU / limit (compiled path, later)', 'widget', [NAMES.taiwa, NAMES.limit], 2),
    ...ratio('CPU / mercurius-jit (compiled path, later)', 'widget', [NAMES.taiwa, NAMES.peer], 0.2),
    ...ratio('CPU / limit (compiled path, later)', 'point', [NAMES.taiwa, NAMES.limit], 2.5),
    {
      what: 'live: CPU a message / raw ws.send (shared execution, later)',
      reached: delivery.cpu / rawDelivery.cpu,
      wanted: 1.25,
      better: 'less',
    },
    { what: 'live: p99 ms', reached: delivery.p99, wanted: 250, better: 'less' },
    {
      what: 'cold start, seconds',
      reached: median(coldStarts.map(({ milliseconds }) => milliseconds)) / 1000,
      wanted: 3,
      better: 'less',
    },
  ];
}

function goalTable(findings: Findings): string {
  const rows = goalsOf(findings).map(({ what, reached, wanted, better, spread: between }) => {
    const isReached = better === 'less' ? reached <= wanted : reached >= wanted;
    const distance = isReached ? 'reached' : `${digits(reached / wanted)} × the goal`;
    return [what, between ? spread(between) : digits(reached), `${better === 'less' ? '≤' : '≥'} ${wanted}`, distance];
  });
  return `\ngoals\n${tableOf([['', 'now', 'goal', 'distance'], ...rows])}`;
}

function otherTable({ prepare, rate, delivery, rawDelivery, memory, rss, coldStarts, growth }: Findings): string {
  const mutation = ({ cpu, perSecond, p50, p99 }: Round) =>
    `${digits(cpu, 2)} ms CPU, ${digits(perSecond, 0)}/s, p50 ${digits(p50, 1)} ms, p99 ${digits(p99, 1)} ms`;
  const live = ({ cpu, p50, p99, messages, sessions }: Delivery) =>
    `${digits(cpu, 3)} ms CPU a message, p50 ${digits(p50, 1)} ms, p99 ${digits(p99, 1)} ms (${messages} messages, ${sessions} sessions × 2 readers)`;
  const rows = [
    ['prepareSession, 16 callers', mutation(prepare)],
    ['rateSession, 16 callers', mutation(rate)],
    ['sessionChanged', live(delivery)],
    ['raw ws.send', live(rawDelivery)],
    ['statements, 2 pairs × 1 session', statementsText(growth.few)],
    ['statements, 20 pairs × 10 sessions', statementsText(growth.many)],
    [
      'cold start to first answer',
      coldStarts
        .map(({ milliseconds, rss: size }) => `${digits(milliseconds, 0)} ms (RSS ${digits(size, 0)} MB)`)
        .join(', '),
    ],
    [
      `memory over ${memory.requests} point queries`,
      `heap ${digits(memory.heapBefore, 1)} → ${digits(memory.heapAfter, 1)} MB, RSS ${digits(memory.rssBefore, 0)} → ${digits(memory.rssAfter, 0)} MB`,
    ],
    ...[...rss].map(([name, size]) => [`RSS after all: ${name}`, `${digits(size, 0)} MB`]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return `\n${rows.map(([name = '', text = '']) => `${name.padEnd(width)}  ${text}`).join('\n')}`;
}

/** All of it as text for people. */
export const printed = (findings: Findings): string =>
  [
    `${findings.at}, ${JSON.stringify(findings.machine)}`,
    `data ${JSON.stringify(findings.data)}; answers: widget ${findings.bytes.widget} bytes, point ${findings.bytes.point} bytes`,
    ...findings.compared.map((compared) => comparisonTable(findings, compared)),
    otherTable(findings),
    goalTable(findings),
  ].join('\n');

const rounded = (_name: string, value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
};

/** All of it as one line for programs: every round, and the goals. */
export const asLine = (findings: Findings): string =>
  JSON.stringify({ ...findings, goals: goalsOf(findings) }, rounded);
