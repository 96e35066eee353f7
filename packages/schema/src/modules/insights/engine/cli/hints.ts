import type { HintSession } from '../hint-equations.ts';
import { fitHints, type HintFit, type HintVariances } from '../hint-model.ts';
import { lowerTenth, rankHints, type HintEvidence } from '../hint-ranking.ts';
import type { Command } from './command.ts';
import { locateInput, readCsv, type CsvRow } from './csv.ts';
import { givenNumber, givenRecord, isRecord } from './given.ts';
import { numberedOr } from './id.ts';
import { InputError } from './input-error.ts';
import type { Progress } from './progress.ts';

interface HintInput {
  readonly sessions: HintSession[];
  readonly names: string[];
  readonly cells: string[];
  readonly uses: { n: number; managers: Set<number>; tenants: Set<string> }[];
}

function indexOf(positions: Map<string, number>, id: string): number {
  const position = positions.get(id) ?? positions.size;
  positions.set(id, position);
  return position;
}

/** Reads hint_sessions.csv: hint, manager, tenant, uplift (points), and the cell (topic × response) where it is asked for. */
async function readHintSessions(path: string, hasCells: boolean, progress: Progress): Promise<HintInput> {
  const positions = {
    hint: new Map<string, number>(),
    manager: new Map<string, number>(),
    cell: new Map<string, number>(),
  };
  const input: HintInput = { sessions: [], names: [], cells: [], uses: [] };
  const cellOf = (row: CsvRow): { cell?: number } => {
    if (!hasCells) return {};
    const cell = indexOf(positions.cell, row.id('cell'));
    input.cells[cell] = row.id('cell');
    return { cell };
  };
  await readCsv(
    path,
    ['hint', 'manager', 'tenant', 'uplift', ...(hasCells ? ['cell'] : [])],
    (row) => {
      const [name, tenant] = [row.id('hint'), row.id('tenant')];
      const hint = indexOf(positions.hint, name);
      const manager = indexOf(positions.manager, JSON.stringify([tenant, row.id('manager')]));
      input.names[hint] = name;
      input.sessions.push({ hint, manager, uplift: row.number('uplift', -1000, 1000), ...cellOf(row) });
      const use = (input.uses[hint] ??= { n: 0, managers: new Set(), tenants: new Set() });
      use.n += 1;
      use.managers.add(manager);
      use.tenants.add(tenant);
    },
    (lines) => progress('reading hint sessions, line', lines, 0),
  );
  if (input.sessions.length < 3)
    throw new InputError(`${path}: ${input.sessions.length} sessions, at least 3 are needed`);
  return input;
}

function givenHintVariances(given: unknown): HintVariances | undefined {
  const record = givenRecord(given, 'variance');
  if (record === undefined) return undefined;
  const variances = {
    hint: givenNumber(record, 'hint'),
    hintCell: 'hint:cell' in record ? givenNumber(record, 'hint:cell') : 0,
    manager: givenNumber(record, 'manager'),
    residual: givenNumber(record, 'Residual'),
  };
  if (Math.min(variances.hint, variances.hintCell, variances.manager) < 0 || variances.residual <= 0)
    throw new InputError('--given: a variance is negative, or "Residual" is not above 0');
  return variances;
}

function withBreadth({ names, uses }: HintInput, fit: HintFit): HintEvidence[] {
  return names.map((hint, at) => {
    const use = uses[at];
    const breadth = { n: use?.n ?? 0, managers: use?.managers.size ?? 0, tenants: use?.tenants.size ?? 0 };
    return { hint, effect: fit.effects[at]!, sd: fit.deviations[at]!, ...breadth };
  });
}

function reportVariances({ variances }: HintFit, hasCells: boolean): Record<string, number> {
  const { manager, hint, hintCell, residual } = variances;
  return { manager, hint, ...(hasCells && { 'hint:cell': hintCell }), Residual: residual };
}

function reportCells({ names, cells }: HintInput, fit: HintFit): Record<string, unknown>[] {
  return fit.inCells.map(({ hint, cell, effect, sd }) => ({
    hint: numberedOr(names[hint]!),
    cell: numberedOr(cells[cell]!),
    effect,
    sd,
    lcb10: lowerTenth(effect, sd),
  }));
}

/** `hints`: variances, effect and lower bound of every hint, and the eligible ones in order. */
export const hintsCommand: Command = {
  name: 'hints',
  summary: 'Effects and ranking of hints (hint_sessions.csv; --given uses its variances)',
  async run({ input: folder, given, progress }) {
    const hasCells = isRecord(given) && given['cells'] === true;
    const path = await locateInput(folder, 'hints', 'hint_sessions.csv');
    const input = await readHintSessions(path, hasCells, progress);
    const onStep = (evaluations: number): void => progress('likelihoods of hint variances', evaluations, 0);
    const fit = fitHints(input.sessions, givenHintVariances(given), onStep);
    const evidence = withBreadth(input, fit);
    return {
      intercept: fit.intercept,
      variance: reportVariances(fit, hasCells),
      hints: evidence.map(({ hint, effect, sd, ...use }) => ({
        hint: numberedOr(hint),
        effect,
        sd,
        ...use,
        lcb10: lowerTenth(effect, sd),
      })),
      ...(hasCells && { in_cells: reportCells(input, fit) }),
      rank_eligible: rankHints(evidence).map(({ hint }) => numberedOr(hint)),
      rank_across_tenants: rankHints(evidence, true).map(({ hint }) => numberedOr(hint)),
    };
  },
};
