// Writing a set of new files: nothing is overwritten, and what was written is said.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './run.mjs';

/** Ends with a line that says what is wrong. */
export function refuse(message) {
  console.error(message);
  process.exit(1);
}

/** The one name on the command line, in kebab-case; refuses with the usage otherwise. */
export function nameGiven(usage) {
  const [name, ...rest] = process.argv.slice(2);
  if (!/^[a-z]+(-[a-z]+)*$/.test(name ?? '') || rest.length > 0) refuse(`Usage: ${usage}`);
  return name;
}

/** Writes files (path from the project's folder → text); refuses when one is there already. */
export function writeNew(files) {
  const there = Object.keys(files).filter((path) => existsSync(join(ROOT, path)));
  if (there.length > 0) refuse(`There already: ${there.join(', ')}`);
  for (const [path, text] of Object.entries(files)) {
    const file = join(ROOT, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`+ ${relative(ROOT, file)}`);
  }
}

/** `next-step` → `NextStep`. */
export const pascal = (name) => name.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter) => letter.toUpperCase());

/** `next-step` → `nextStep`. */
export const camel = (name) => name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase());
