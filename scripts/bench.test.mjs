import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'taiwa-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script to its end: its status and what it printed. */
function runScript(...args) {
  const child = spawn(process.execPath, args, { cwd: ROOT });
  let printed = '';
  let complaints = '';
  child.stdout.on('data', (text) => (printed += text));
  child.stderr.on('data', (text) => (complaints += text));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, printed, complaints })));
}

test(
  'the bench gets the same answers from every contender and says how far each goal is',
  { timeout: 600_000 },
  async () => {
    const { status, printed, complaints } = await runScript(
      'scripts/bench.mjs',
      '--quick',
      '--people',
      '200',
      '--folder',
      folder,
    );
    expect(status, complaints).toBe(0);
    for (const name of ['limit', 'mercurius-jit', 'as installed', 'Taiwa without the wall', 'goals', 'cold start'])
      expect(printed).toContain(name);
    expect(printed).not.toContain('NaN');
  },
);
