import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { guardedTypes } from './kernel/guarded.ts';
import './schema.ts';
import { exposureAnswers, type Onlooker } from './testing/exposure.ts';

const answering = new URL('testing/exposure/', import.meta.url);
for (const file of await readdir(answering)) await import(new URL(file, answering).href);

const page = await readFile(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');

/** The people of each column of the page's table, after the one with the type. */
const COLUMNS: readonly (readonly Onlooker[])[] = [
  ['member', 'counterpart'],
  ['colleague'],
  ['advisor', 'idleAdvisor'],
  ['admin'],
  ['key'],
];

/** Of each type on the page, whether anybody of a column sees it. */
const promised = new Map(
  page
    .split('\n')
    .filter((line) => /^\| [A-Z]\w+ \|/.test(line))
    .map((line): [string, boolean[]] => {
      const [type = '', ...cells] = line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1);
      return [type, cells.slice(0, COLUMNS.length).map((cell) => cell !== '')];
    }),
);

const named = [...guardedTypes().map(({ typeName }) => typeName), 'Brief'].toSorted();

test('every guarded type stands on the page that says who sees what, and nothing that is none', () => {
  expect([...promised.keys()].toSorted()).toEqual(named);
});

test.each(named)('%s is seen by those of whom the page says so, and by nobody else', (type) => {
  const seenBy = new Set(exposureAnswers().flatMap((answer) => (answer.typeName === type ? answer.seenBy : [])));
  const seen = COLUMNS.map((people) => people.some((who) => seenBy.has(who)));
  expect(promised.get(type)).toEqual(seen);
});
