import { fitHints, type HintSession, type HintVariances } from '../hint-model.ts';
import { lowerTenth, rankHints, type HintEvidence } from '../hint-ranking.ts';
import type { Command } from './command.ts';
import { locateInput, readCsv } from './csv.ts';
import { givenNumber, givenRecord } from './given.ts';
import { numberedOr } from './id.ts';
import { InputError } from './input-error.ts';
import type { Progress } from './progress.ts';

interface HintInput {
  readonly sessions: HintSession[];
  readonly names: string[];
  readonly uses: { n: number; managers: Set<number>; tenants: Set<string> }[];
}

function indexOf(positions: Map<string, number>, id: string): number {
  const position = positions.get(id) ?? positions.size;
  positions.set(id, position);
  return position;
}

/** Reads hint_sessions.csv: hint, manager, tenant, uplift (points); other columns are ignored. */
async function readHintSessions(path: string, progress: Progress): Promise<HintInput> {
  const [hints, managers] = [new Map<string, number>(), new Map<string, number>()];
  const input: HintInput = { sessions: [], names: [], uses: [] };
  await readCsv(
    path,
    ['hint', 'manager', 'tenant', 'uplift'],
    (row) => {
      const [name, tenant] = [row.id('hint'), row.id('tenant')];
      const hint = indexOf(hints, name);
      const manager = indexOf(managers, JSON.stringify([tenant, row.id('manager')]));
      input.names[hint] = name;
      input.sessions.push({ hint, manager, uplift: row.number('uplift', -1000, 1000) });
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
    manager: givenNumber(record, 'manager'),
    residual: givenNumber(record, 'Residual'),
  };
  if (variances.hint < 0 || variances.manager < 0 || variances.residual <= 0)
    throw new InputError('--given: a variance is negative, or "Residual" is not above 0');
  return variances;
}

/** `hints`: variances, effect and lower bound of every hint, and the eligible ones in order. */
export const hintsCommand: Command = {
  name: 'hints',
  summary: 'Effects and ranking of hints (hint_sessions.csv; --given uses its variances)',
  async run({ input, given, progress }) {
    const { sessions, names, uses } = await readHintSessions(
      await locateInput(input, 'hints', 'hint_sessions.csv'),
      progress,
    );
    const fit = fitHints(sessions, givenHintVariances(given));
    const evidence = names.map((hint, at): HintEvidence => {
      const use = uses[at];
      const breadth = { n: use?.n ?? 0, managers: use?.managers.size ?? 0, tenants: use?.tenants.size ?? 0 };
      return { hint, effect: fit.effects[at]!, sd: fit.deviations[at]!, ...breadth };
    });
    return {
      intercept: fit.intercept,
      variance: { manager: fit.variances.manager, hint: fit.variances.hint, Residual: fit.variances.residual },
      hints: evidence.map(({ hint, effect, sd, ...use }) => ({
        hint: numberedOr(hint),
        effect,
        sd,
        ...use,
        lcb10: lowerTenth(effect, sd),
      })),
      rank_eligible: rankHints(evidence).map(({ hint }) => numberedOr(hint)),
      rank_across_tenants: rankHints(evidence, true).map(({ hint }) => numberedOr(hint)),
    };
  },
};
