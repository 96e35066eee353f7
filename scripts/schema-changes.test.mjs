import { describe, expect, test } from 'vitest';
import { levelOf, lineOf, withLine } from './schema-changes.mjs';

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

describe('the changelog', () => {
  const OLDER = '## 1.0.0\n\n- **schema** since v0.9.0: no change.\n';
  const line = (before, after) => lineOf(levelOf(schema(before), schema(after)), 'v1.0.0');

  test('says what breaks, word by word', () => {
    expect(line('a: Int b: Int', 'a: Int')).toBe(
      '- **schema** since v1.0.0: major, **breaking**: Query.b was removed.',
    );
    expect(line('a: Int', 'a: Int b: Int')).toBe('- **schema** since v1.0.0: minor, callers need not change.');
  });

  test('gets the line in its newest section and keeps the others as they are', () => {
    const before = `# Changelog\n\n## 1.1.0 — unreleased\n\n- Something.\n\n${OLDER}`;
    const after = withLine(before, line('a: Int', 'a: Int'));
    expect(after).toBe(
      `# Changelog\n\n## 1.1.0 — unreleased\n\n- Something.\n- **schema** since v1.0.0: no change.\n\n${OLDER}`,
    );
  });

  test('has one such line, which follows the schema', () => {
    const once = withLine(`# Changelog\n\n## 1.1.0\n\n- Something.\n`, line('a: Int', 'a: Int b: Int'));
    expect(withLine(once, line('a: Int', 'a: Int b: Int'))).toBe(once);
    const twice = withLine(once, line('a: Int', 'b: Int'));
    expect(twice.match(/\*\*schema\*\* since/g)).toHaveLength(1);
    expect(twice).toContain('Query.a was removed.');
  });
});
