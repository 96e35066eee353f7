import { describe, expect, test } from 'vitest';
import { levelOf, saysBreaking } from './schema-changes.mjs';

const schema = (fields) => `type Query { ${fields} }`;

describe('the level of a change', () => {
  test('is none for the same schema', () => {
    expect(levelOf(schema('a: Int'), schema('a: Int'))).toEqual({ level: 'none', changes: [] });
  });

  test('is minor for a new field', () => {
    expect(levelOf(schema('a: Int'), schema('a: Int b: Int')).level).toBe('minor');
  });

  test('is major for a field that is gone or became nullable', () => {
    expect(levelOf(schema('a: Int b: Int'), schema('a: Int'))).toEqual({
      level: 'major',
      changes: ['Query.b was removed.'],
    });
    expect(levelOf(schema('a: Int!'), schema('a: Int')).level).toBe('major');
  });
});

test('only the newest section of the changelog can announce a break', () => {
  expect(saysBreaking('# Changelog\n\n## 2.0.0\n\n- **Breaking** x\n')).toBe(true);
  expect(saysBreaking('# Changelog\n\n## 2.1.0\n\n- y\n\n## 2.0.0\n\n- **breaking** x\n')).toBe(false);
});
