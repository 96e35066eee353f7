import type { Command } from './command.ts';

/** Every command by name; each is one file and loads only when it is asked for. */
export const registry: Record<string, { summary: string; load(): Promise<Command> }> = {
  state: {
    summary: 'State 0-100 of every manager, change, the society line, and why (ratings.csv)',
    load: async () => (await import('./state.ts')).stateCommand,
  },
  cells: {
    summary: 'Topic × response of every manager, learned covariance, predictions (ratings.csv)',
    load: async () => (await import('./cells.ts')).cellsCommand,
  },
  themes: {
    summary: 'Theme trends of managers, companies and society (themes.csv)',
    load: async () => (await import('./themes.ts')).themesCommand,
  },
  drivers: {
    summary: 'Which topics go with engagement (drivers.csv, design.csv if there)',
    load: async () => (await import('./drivers.ts')).driversCommand,
  },
  experiment: {
    summary: 'Group trials (experiment.csv; --given {"unit":"manager"} if managers were drawn)',
    load: async () => (await import('./experiment.ts')).experimentCommand,
  },
  hints: {
    summary: 'Effects and ranking of hints (hint_sessions.csv; --given uses its variances)',
    load: async () => (await import('./hints.ts')).hintsCommand,
  },
  anonymity: {
    summary: 'Which nodes of organisation trees stay unpublished (trees.json)',
    load: async () => (await import('./anonymity.ts')).anonymityCommand,
  },
  rate: {
    summary: 'Implementation rate against the guideline (rate_ref.json)',
    load: async () => (await import('./rate.ts')).rateCommand,
  },
};
