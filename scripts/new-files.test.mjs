import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './run.mjs';

/** A copy of what the commands read and write, so that trying them changes nothing here. */
let copy;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'taiwa-new-'));
  cpSync(join(ROOT, 'scripts'), join(copy, 'scripts'), { recursive: true });
  mkdirSync(join(copy, 'packages/schema/src/modules'), { recursive: true });
  cpSync(join(ROOT, 'packages/schema/src/modules/index.ts'), join(copy, 'packages/schema/src/modules/index.ts'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const command = (name, ...args) =>
  spawnSync(process.execPath, [join(copy, 'scripts', `new-${name}.mjs`), ...args], { encoding: 'utf8' });

test('a new module has its tables, rules, policy, face, tests and place in the order', () => {
  const { status, stdout } = command('module', 'notes');
  expect(status).toBe(0);
  const room = join(copy, 'packages/schema/src/modules/notes');
  for (const file of [
    'README.md',
    'index.ts',
    'notes.prisma',
    'note.ts',
    'note.policy.ts',
    'note.graph.ts',
    'note.test.ts',
    'notes.personal.ts',
  ])
    expect(existsSync(join(room, file))).toBe(true);
  expect(readFileSync(join(copy, 'packages/schema/src/modules/index.ts'), 'utf8')).toContain(
    "import './notes/index.ts';",
  );
  expect(stdout).toContain('npm run migration');
});

test('a name of several words becomes names that the language takes', () => {
  expect(command('module', 'side-notes').status).toBe(0);
  const rule = readFileSync(join(copy, 'packages/schema/src/modules/side-notes/side-note.ts'), 'utf8');
  expect(rule).toContain('db.sideNote.create');
});

test('nothing is overwritten', () => {
  const { status, stderr } = command('module', 'notes');
  expect(status).toBe(1);
  expect(stderr).toContain('There already');
});

test('a new element has its class, registration, styles and questions', () => {
  expect(command('widget', 'agenda').status).toBe(0);
  const element = readFileSync(join(copy, 'packages/widgets/src/elements/agenda/agenda.ts'), 'utf8');
  expect(element).toContain('class TaiwaAgenda extends TaiwaElement');
});

test.each(['', 'Notes', '../x', 'a b'])('"%s" is no name', (name) => {
  expect(command('module', name).status).toBe(1);
  expect(command('widget', name).status).toBe(1);
});

test('git is clean of what was tried', () => {
  const changed = execFileSync('git', ['status', '--porcelain', '--', 'packages/schema/src/modules/notes'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(changed).toBe('');
});
