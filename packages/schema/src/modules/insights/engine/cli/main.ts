import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CommandOptions } from './command.ts';
import { InputError } from './input-error.ts';
import { reportTo } from './progress.ts';
import { registry } from './registry.ts';

const flags = {
  in: { type: 'string' },
  out: { type: 'string' },
  given: { type: 'string' },
  months: { type: 'string', default: 'iid' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function usage(): string {
  const lines = Object.entries(registry).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  const call = 'taiwa-insights <command> --in <folder> --out <file.json>';
  return `Usage: ${call} [--given <json>] [--months iid|ar1] [--seed n]\n\n${lines.join('\n')}\n`;
}

function parseMonths(text: string): 'iid' | 'ar1' {
  if (text === 'iid' || text === 'ar1') return text;
  throw new InputError(`--months ${text}: choose iid or ar1`);
}

function parseSeed(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new InputError(`--seed ${text}: give a whole number from 0`);
}

async function readGiven(path: string | undefined): Promise<unknown> {
  if (path === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch(() => {
    throw new InputError(`--given ${path}: cannot be read`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`--given ${path}: ${error instanceof Error ? error.message : 'not JSON'}`);
  }
}

async function runCommand(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: argv, options: flags, allowPositionals: true });
  const name = positionals[0] ?? '';
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (values.help) {
    process.stdout.write(usage());
    return;
  }
  if (entry === undefined) throw new InputError(`${name ? `Unknown command ${name}.` : 'No command.'}\n${usage()}`);
  if (values.in === undefined || values.out === undefined)
    throw new InputError(`--in and --out are needed.\n${usage()}`);
  const options: CommandOptions = {
    input: values.in,
    given: await readGiven(values.given),
    givenPath: values.given,
    months: parseMonths(values.months),
    seed: parseSeed(values.seed),
    progress: reportTo(process.stderr),
  };
  const command = await entry.load();
  await writeFile(values.out, `${JSON.stringify(await command.run(options))}\n`);
}

/** Runs `taiwa-insights` with these arguments; resolves with the exit code: 0 done, 1 input to mend, 2 our fault. */
export async function main(argv: string[]): Promise<number> {
  try {
    await runCommand(argv);
    return 0;
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (error instanceof InputError || isUsage) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
}
