import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const folders = readdirSync(new URL('../elements/', import.meta.url), { withFileTypes: true }).filter((one) =>
  one.isDirectory(),
);
const documents = folders
  .map(({ name }) => [name, `../elements/${name}/${name}.graphql`] as const)
  .filter(([name]) => readdirSync(new URL(`../elements/${name}/`, import.meta.url)).includes(`${name}.graphql`));
const dictionaries = readdirSync(new URL('.', import.meta.url)).filter((name) => /(^|-)(ja|en)\.ts$/.test(name));

it.each(documents)('the first question of %s asks for the words of the tenant', (_, path) => {
  expect(read(path)).toContain('...Own\n');
});

it.each(dictionaries)('%s names by a mark what a tenant may call otherwise', (name) => {
  // The dictionaries that all share say the product's own words, once.
  const own = /^ {2}(talk|member|manager|advisor|hint)s?: .*$/gm;
  const columns = /上司の社員番号/g;
  expect(read(name).replace(own, '').replace(columns, '')).not.toMatch(
    /1on1|1-on-1|ヒント|アドバイザー|上司|\b(?:hints?|advisors?)\b(?=[ .,'])/,
  );
});
