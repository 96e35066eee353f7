import type { Progress } from './progress.ts';

/** What every command is given: where its input lies, what is already known, and how to report while it works. */
export type CommandOptions = {
  /** Folder named by `--in`; use `locateInput` to find a file in it or in its subfolder. */
  input: string;
  /** Parsed JSON of `--given`, or undefined. Read it with the accessors of `given.ts`. */
  given: unknown;
  /** Path of `--given`, or undefined. */
  givenPath: string | undefined;
  /** Correlation of the months of one manager: independent or first-order autoregressive. */
  months: 'iid' | 'ar1';
  /** Seed of every random draw; equal seeds give equal output. */
  seed: number;
  progress: Progress;
};

/** One command of `taiwa-insights`: reads a folder, returns a JSON value that the frame writes to `--out`. */
export type Command = {
  name: string;
  summary: string;
  /** Resolves with the result; rejects with `InputError` for input a person can mend. */
  run(options: CommandOptions): Promise<unknown>;
};
