import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readReference, stateFolder, type ReferenceFit, type ReferenceStates } from '../state-fixture.ts';
import { readCsv, splitCsvLine } from './csv.ts';
import { main } from './main.ts';

let folder: string;
let said: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taiwa-insights-'));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

beforeEach(() => {
  said = '';
});

afterAll(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const header = 'session_id,tenant,manager,member,month,topic,response,rating';

/** Writes a ratings file and runs `state` on it. */
async function runState(lines: string[]): Promise<number> {
  await writeFile(join(folder, 'ratings.csv'), lines.join('\n'));
  return main(['state', '--in', folder, '--out', join(folder, 'out.json')]);
}

async function readOut<T>(): Promise<T> {
  return JSON.parse(await readFile(join(folder, 'out.json'), 'utf8'));
}

describe('taiwa-insights state', () => {
  it.each([stateFolder, join(stateFolder, '..')])('agrees with the references from %s', async (input) => {
    const given = join(stateFolder, 'lmer_M1.json');
    const code = await main(['state', '--in', input, '--out', join(folder, 'out.json'), '--given', given]);
    expect(said).toContain('standard errors: 923 of 923');
    expect(code).toBe(0);
    const ours = await readOut<ReferenceStates & ReferenceFit>();
    const fit = await readReference<ReferenceFit>('lmer_M1.json');
    const states = await readReference<ReferenceStates>('state_ref.json');
    expect(ours.variance).toMatchObject(fit.variance);
    for (const [factor, levels] of Object.entries(fit.ranef)) {
      expect(Object.keys(ours.ranef[factor] ?? {})).toHaveLength(Object.keys(levels).length);
      for (const [level, value] of Object.entries(levels)) expect(ours.ranef[factor]?.[level]).toBeCloseTo(value, 3);
    }
    for (const [name, value] of Object.entries(fit.fixef)) expect(ours.fixef[name]).toBeCloseTo(value, 3);
    expect(ours.managers.map(({ manager }) => manager)).toEqual(states.managers.map(({ manager }) => manager));
    ours.managers.forEach((own, i) => {
      expect(own.month10 === null).toBe(states.managers[i]?.month10 === null);
      expect(own.last12?.state).toBeCloseTo(states.managers[i]?.last12?.state ?? Number.NaN, 3);
      expect(own.change_10_11?.delta ?? 0).toBeCloseTo(states.managers[i]?.change_10_11?.delta ?? 0, 3);
    });
  });

  it('names missing columns', async () => {
    expect(await runState(['session_id,tenant,manager,month,topic,rating', '1,0,1,2,3,50'])).toBe(1);
    expect(said).toContain('line 1: missing column member, response');
  });

  it('names the line, the column and the bad number', async () => {
    expect(await runState([header, '1,0,1,2,0,3,4,50', '2,0,1,2,0,3,4,fifty'])).toBe(1);
    expect(said).toContain('line 3, column "rating": "fifty" is not a number');
    said = '';
    expect(await runState([header, '1,0,1,2,0,3,4,101'])).toBe(1);
    expect(said).toContain('line 2, column "rating": "101" is not a number from 0 to 100');
    said = '';
    expect(await runState([header, '1,0,1,2,0,8,4,50'])).toBe(1);
    expect(said).toContain('line 2, column "topic": "8" is not a whole number from 0 to 7');
    said = '';
    expect(await runState([header, '1,0,1,2,0,3,4'])).toBe(1);
    expect(said).toContain('line 2: 7 fields where the header has 8');
  });

  it('says on which line a manager appears in a second tenant', async () => {
    expect(await runState([header, '1,0,1,2,0,3,4,50', '2,5,1,2,0,3,4,50'])).toBe(1);
    expect(said).toContain('line 3: manager 1 is in tenant 0 and 5');
  });

  it('refuses an empty file, a folder without the file, bad flags and unknown commands, each in one plain line', async () => {
    expect(await runState([header])).toBe(1);
    expect(said).toContain('no ratings below the header');
    const out = ['--out', join(folder, 'out.json')];
    expect(await main(['state', '--in', tmpdir(), ...out])).toBe(1);
    expect(said).toContain('ratings.csv not found');
    expect(await main(['state', '--in', folder, ...out, '--months', 'weekly'])).toBe(1);
    expect(await main(['state', '--in', folder, ...out, '--seed', '-1'])).toBe(1);
    expect(await main(['state', '--in', folder, ...out, '--given', join(folder, 'none.json')])).toBe(1);
    expect(await main(['nonsense', '--in', folder, ...out])).toBe(1);
    expect(await main(['state'])).toBe(1);
    expect(said).not.toContain('    at ');
  });
});

describe('taiwa-insights cells', () => {
  it('agrees with the reference at the given covariance', async () => {
    const given = join(stateFolder, 'cells_ref.json');
    expect(await main(['cells', '--in', stateFolder, '--out', join(folder, 'out.json'), '--given', given])).toBe(0);
    type Cells = { eb_full: Record<string, number[]>; eb_full_sd: Record<string, number[]>; Sigma: number[][] };
    const ours = await readOut<Cells>();
    const reference = await readReference<Cells>('cells_ref.json');
    expect(ours.Sigma).toEqual(reference.Sigma);
    for (const key of ['eb_full', 'eb_full_sd'] as const) {
      for (const [manager, values] of Object.entries(reference[key])) {
        values.forEach((value, c) => expect(ours[key][manager]?.[c]).toBeCloseTo(value, 3));
      }
    }
  });

  it('refuses a covariance of another size', async () => {
    await writeFile(join(folder, 'given.json'), JSON.stringify({ Sigma: [[1]] }));
    const code = await main([
      'cells',
      '--in',
      stateFolder,
      '--out',
      join(folder, 'o.json'),
      '--given',
      join(folder, 'given.json'),
    ]);
    expect(code).toBe(1);
    expect(said).toContain('"Sigma" is not 48 × 48');
  });
});

describe('a CSV file', () => {
  it('may have a byte order mark, CRLF, quotes and empty lines', async () => {
    const path = join(folder, 'quoted.csv');
    await writeFile(path, '\uFEFFname,n\r\n"Sato, Ken ""K""",3\r\n\r\nMori,\r\n');
    const rows: unknown[] = [];
    const count = await readCsv(path, ['name', 'n'], (row) =>
      rows.push([row.line, row.text('name'), row.optionalNumber('n')]),
    );
    expect(count).toBe(2);
    expect(rows).toEqual([
      [2, 'Sato, Ken "K"', 3],
      [4, 'Mori', undefined],
    ]);
  });

  it('is split at commas outside quotes', () => {
    expect(splitCsvLine('a,"b,c",,d')).toEqual(['a', 'b,c', '', 'd']);
    expect(splitCsvLine('"",x')).toEqual(['', 'x']);
  });
});
