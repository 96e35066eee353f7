// npm run schema-changes: what changed in the public schema since the last release, and which level of change that is.
// Exits with 1 where something breaks for callers and CHANGELOG.md does not say so under the unreleased version.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import { ROOT } from './run.mjs';

const FILE = 'packages/schema/schema.graphql';

/** The level of change between two schemas, with one line for each change that callers may notice. */
export function levelOf(before, after) {
  const [old, now] = [buildSchema(before), buildSchema(after)];
  const breaking = findBreakingChanges(old, now).map(({ description }) => description);
  const dangerous = findDangerousChanges(old, now).map(({ description }) => description);
  if (breaking.length > 0) return { level: 'major', changes: [...breaking, ...dangerous] };
  return { level: before === after ? 'none' : 'minor', changes: dangerous };
}

/** Whether the newest section of a changelog says that the schema breaks. */
export const saysBreaking = (changelog) => /\*\*breaking\*\*/i.test(changelog.split(/^## /m)[1] ?? '');

function schemaOfLastRelease() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v*');
    return { tag, sdl: git('show', `${tag}:${FILE}`) };
  } catch {
    return undefined;
  }
}

function main() {
  const released = schemaOfLastRelease();
  if (!released) return console.log('There is no release yet: nothing to compare with.');
  const { level, changes } = levelOf(released.sdl, readFileSync(join(ROOT, FILE), 'utf8').trim());
  console.log(`Since ${released.tag}: ${level}`);
  for (const change of changes) console.log(`- ${change}`);
  if (level !== 'major' || saysBreaking(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'))) return;
  console.error(
    'The schema breaks for callers: say **breaking** and what to do under the newest version of CHANGELOG.md.',
  );
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
