import { rateOfMonth, rateOfQuarter, type ImplementationRate, type PairMonth } from '../implementation-rate.ts';
import type { Command } from './command.ts';
import { locateInput } from './csv.ts';
import { isRecord } from './given.ts';
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readDay(value: unknown, where: string): string {
  if (typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new InputError(`${where}: ${JSON.stringify(value)} is not a day (YYYY-MM-DD)`);
}

function readCount(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new InputError(`${where}: ${JSON.stringify(value)} is not a number from 0`);
}

function readPauses(value: unknown, where: string): [string, string][] {
  if (!Array.isArray(value)) throw new InputError(`${where}: not a list of [from, to]`);
  return value.map((pause: unknown) => {
    if (!Array.isArray(pause) || pause.length !== 2) throw new InputError(`${where}: a pause is [from, to]`);
    return [readDay(pause[0], where), readDay(pause[1], where)];
  });
}

function readPair(value: unknown, where: string): PairMonth {
  if (!isRecord(value)) throw new InputError(`${where}: not an object`);
  const { pair, perMonth, start, end, pauses, done } = value;
  if (typeof pair !== 'number' && typeof pair !== 'string') throw new InputError(`${where}: "pair" is not an id`);
  return {
    pair,
    perMonth: readCount(perMonth, `${where}, "perMonth"`),
    start: readDay(start, `${where}, "start"`),
    end: end === null || end === undefined ? null : readDay(end, `${where}, "end"`),
    pauses: readPauses(pauses ?? [], `${where}, "pauses"`),
    done: readCount(done, `${where}, "done"`),
  };
}

function readMonths(value: unknown, path: string): Map<string, PairMonth[]> {
  const months = isRecord(value) ? value['months'] : undefined;
  if (!Array.isArray(months)) throw new InputError(`${path}: "months" is not a list`);
  return new Map(
    months.map((own: unknown, index) => {
      const where = `${path}, month ${index}`;
      if (!isRecord(own) || !Array.isArray(own['pairs'])) throw new InputError(`${where}: no "pairs"`);
      const month = own['month'];
      if (typeof month !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        throw new InputError(`${where}: "month" is not YYYY-MM`);
      return [month, own['pairs'].map((pair: unknown, at) => readPair(pair, `${path}, ${month}, pair ${at}`))];
    }),
  );
}

function report({ pairs, rate, rawRatio, reached }: ImplementationRate): Record<string, unknown> {
  return { pairs, rate, raw_ratio: rawRatio, reached };
}

/** `rate`: the implementation rate of every month, and of all months together with slow cadences added up first. */
export const rateCommand: Command = {
  name: 'rate',
  summary: 'Implementation rate against the guideline (rate_ref.json)',
  async run({ input }) {
    const path = await locateInput(input, 'implementation', 'rate_ref.json');
    const months = readMonths(await readJson(path), path);
    return {
      months: [...months].map(([month, pairs]) => ({ month, ...report(rateOfMonth(pairs, month)) })),
      all_months: report(rateOfQuarter(months)),
    };
  },
};
