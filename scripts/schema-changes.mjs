// npm run schema-changes: what changed in the public schema since the last release, and which level of change that is.
// Before there is a release it compares with the schema that was committed as the baseline. With --write it writes the level into
// the newest section of CHANGELOG.md; without, it exits with 1 where that section says another one.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import { ROOT } from './run.mjs';

const FILE = 'packages/schema/schema.graphql';
const BASELINE = 'packages/schema/schema.baseline.graphql';
const CHANGELOG = join(ROOT, 'CHANGELOG.md');

/** The level of change between two schemas, with one line for each change that callers may notice. */
export function levelOf(before, after) {
  const [old, now] = [buildSchema(before), buildSchema(after)];
  const breaking = findBreakingChanges(old, now).map(({ description }) => description);
  const dangerous = findDangerousChanges(old, now).map(({ description }) => description);
  if (breaking.length > 0) return { level: 'major', changes: [...breaking, ...dangerous] };
  return { level: before === after ? 'none' : 'minor', changes: dangerous };
}

const SAYS = {
  none: 'no change',
  minor: 'minor, callers need not change',
  major: 'major, **breaking**',
};

/** What the changelog says of a change. */
export function lineOf({ level, changes }, since) {
  const list = changes.length > 0 ? `: ${changes.toSorted().join(' ')}` : '.';
  return `- **schema** since ${since}: ${SAYS[level]}${list}`;
}

/** The changelog with this line in its newest section, in place of the one that was there. */
export function withLine(changelog, line) {
  const [head = '', newest = '', ...older] = changelog.split(/^(?=## )/m);
  const lines = newest.trimEnd().split('\n');
  const place = lines.findIndex((one) => one.startsWith('- **schema** since '));
  const changed = place === -1 ? [...lines, line] : lines.with(place, line);
  return [head, `${changed.join('\n')}\n${older.length > 0 ? '\n' : ''}`, ...older].join('');
}

function schemaOfLastRelease() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const since = git('describe', '--tags', '--abbrev=0', '--match', 'v*');
    return { since, sdl: git('show', `${since}:${FILE}`) };
  } catch {
    return { since: 'the baseline', sdl: readFileSync(join(ROOT, BASELINE), 'utf8').trim() };
  }
}

function main() {
  const { since, sdl } = schemaOfLastRelease();
  const change = levelOf(sdl, readFileSync(join(ROOT, FILE), 'utf8').trim());
  console.log(`Since ${since}: ${change.level}`);
  for (const one of change.changes) console.log(`- ${one}`);
  const changelog = readFileSync(CHANGELOG, 'utf8');
  const wanted = withLine(changelog, lineOf(change, since));
  if (wanted === changelog) return;
  if (process.argv.includes('--write')) return writeFileSync(CHANGELOG, wanted);
  console.error('The newest section of CHANGELOG.md does not say so: npm run generate writes it.');
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
