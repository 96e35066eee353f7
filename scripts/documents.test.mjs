import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './run.mjs';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(join(ROOT, path)));
const documents = tracked.filter((path) => path.endsWith('.md') && !path.includes('/fixtures/'));

test.each(documents)('every link of %s leads somewhere', (path) => {
  const targets = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target.split('#')[0]);
  const local = targets.filter((target) => target && !/^[a-z]+:/.test(target));
  expect(local.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
});

test('every command that a document names exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = documents
    .filter((path) => !path.startsWith('packages/'))
    .flatMap((path) => [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name));
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

test('every setting that the process reads stands in docs/operations.md', () => {
  const settings = [...read('packages/api/src/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(settings.length).toBeGreaterThan(5);
  expect(settings.filter((name) => !read('docs/operations.md').includes(`\`${name}\``))).toEqual([]);
});

test('every package says what it is', () => {
  const packages = readdirSync(join(ROOT, 'packages'));
  expect(packages.filter((name) => !existsSync(join(ROOT, 'packages', name, 'README.md')))).toEqual([]);
});

test('every module says what it owns, in at most 25 lines', () => {
  const modules = readdirSync(join(ROOT, 'packages/schema/src/modules'), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name);
  const wordy = modules.filter((name) => {
    const file = `packages/schema/src/modules/${name}/README.md`;
    return !existsSync(join(ROOT, file)) || read(file).split('\n').length > 26;
  });
  expect(wordy).toEqual([]);
});

describe('versions', () => {
  test('are pinned in every manifest', () => {
    const manifests = tracked.filter((path) => path.endsWith('package.json') && !path.includes('/fixtures/'));
    const loose = manifests.flatMap((path) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path));
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+/.test(version))
        .map(([name]) => `${path}: ${name}`);
    });
    expect(loose).toEqual([]);
  });

  test('name no host of a registry', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });
});
