import { fitThemes, PUBLISHED_SHARES, type ThemeCounts, type ThemeFit, type ThemeTrend } from '../themes.ts';
import type { Command } from './command.ts';
import { locateInput, readCsv, type CsvRow } from './csv.ts';
import { numberedOr } from './id.ts';
import { InputError } from './input-error.ts';
import type { Progress } from './progress.ts';

type Kind = 'topic' | 'response';

const KINDS: readonly Kind[] = ['topic', 'response'];

function kindOf(path: string, row: CsvRow): Kind {
  const text = row.text('kind');
  const kind = KINDS.find((name) => name === text);
  if (kind) return kind;
  throw new InputError(
    `${path}, line ${row.line}, column "kind": ${JSON.stringify(text)} is not ${KINDS.join(' or ')}`,
  );
}

/** Reads themes.csv: kind, tenant, manager, category, n; missing categories are 0, repeated ones add up. */
async function readThemes(path: string, progress: Progress): Promise<Record<Kind, ThemeCounts[]>> {
  const counts = {
    topic: new Map<string, ThemeCounts & { counts: number[] }>(),
    response: new Map<string, ThemeCounts & { counts: number[] }>(),
  };
  await readCsv(
    path,
    ['kind', 'tenant', 'manager', 'category', 'n'],
    (row) => {
      const kind = kindOf(path, row);
      const [tenant, manager] = [row.id('tenant'), row.id('manager')];
      const key = JSON.stringify([tenant, manager]);
      const own = counts[kind].get(key) ?? { tenant, manager, counts: PUBLISHED_SHARES[kind].map(() => 0) };
      const category = row.integer('category', 0, own.counts.length - 1);
      own.counts[category] = (own.counts[category] ?? 0) + row.integer('n', 0);
      counts[kind].set(key, own);
    },
    (lines) => progress('reading themes, line', lines, 0),
  );
  return { topic: [...counts.topic.values()], response: [...counts.response.values()] };
}

function reportTrend(fit: ThemeFit, trend: ThemeTrend): Record<string, unknown> {
  const { manager, tenant, n, raw, share, lo90, hi90, aboveCompany, aboveSociety, marks } = trend;
  return {
    manager: numberedOr(manager),
    tenant: numberedOr(tenant),
    n,
    raw,
    share,
    lo90,
    hi90,
    p_above_company: aboveCompany,
    p_above_society: aboveSociety,
    marks,
    company: fit.companies.get(tenant),
    society: fit.society,
  };
}

/** `themes`: shares of every manager, company and society with intervals; `examples` holds every manager. */
export const themesCommand: Command = {
  name: 'themes',
  summary: 'Theme trends of managers, companies and society (themes.csv)',
  async run({ input, progress }) {
    const counts = await readThemes(await locateInput(input, 'themes', 'themes.csv'), progress);
    const fits = KINDS.filter((kind) => counts[kind].length > 0).map((kind): [Kind, unknown] => {
      const fit = fitThemes(counts[kind], PUBLISHED_SHARES[kind]);
      const { alpha, logLik, society } = fit;
      return [kind, { alpha, logLik, society, examples: fit.managers.map((trend) => reportTrend(fit, trend)) }];
    });
    return { published: PUBLISHED_SHARES, fit: Object.fromEntries(fits) };
  },
};
