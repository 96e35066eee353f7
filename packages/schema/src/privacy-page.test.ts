import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { declaredAudiences } from './kernel/audience.graph.ts';
import { guardedTypes } from './kernel/guarded.ts';
import { audienceTable, withAudienceTable } from './privacy-page.ts';
import { printedSchema, schema } from './schema.ts';

const page = await readFile(new URL('../../../docs/privacy.md', import.meta.url), 'utf8');

const declared = declaredAudiences(schema);

test('the page about privacy says who sees what as the code does', () => {
  expect(page).toBe(withAudienceTable(page, declared));
});

test('every guarded type stands in the table, and every field that fewer people see', () => {
  const named = audienceTable(declared)
    .split('\n')
    .map((line) => line.split('|')[1]?.trim());
  const expected = [...guardedTypes().map(({ typeName }) => typeName), ...declared.map(({ of }) => of)];
  expect(expected.filter((name) => !named.includes(name))).toEqual([]);
});

test('descriptions in the schema end with who sees the type or field', () => {
  const printed = printedSchema();
  expect(printed).toMatch(/Seen by: the two\.\n"""\ntype Impression /);
  expect(printed).toMatch(/Seen by: the person whose it is, admins\.\n {2}"""\n {2}email: String\n/);
});
