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
};
