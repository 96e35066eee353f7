import { describe, expect, test } from 'vitest';
import { audienceOf, type AudienceFacts } from './audience.ts';

const facts: AudienceFacts = {
  kind: 'MANAGER_MEMBER',
  members: 8,
  floor: 5,
  pool: { id: 'dep_x', name: '営業部', people: 20 },
  counterpart: '高橋さん',
};
const uses = (changed: Partial<AudienceFacts>) =>
  audienceOf({ ...facts, ...changed }, 'ja').choices.map(({ use }) => use);

describe('who will see an answer', () => {
  test('with enough members there is one way, and it names the number of people', () => {
    const audience = audienceOf(facts, 'ja');
    expect(audience.choices.map(({ use }) => use)).toEqual(['COUNTERPART']);
    expect(audience.line).toContain('5人以上');
    expect(audienceOf(facts, 'en').line).toContain('5 or more people');
  });

  test('exactly the floor is enough, one fewer is not', () => {
    expect(uses({ members: 5 })).toEqual(['COUNTERPART']);
    expect(uses({ members: 4 })).toEqual(['POOL', 'OPEN']);
  });

  test('without a department that is large enough there is no pool', () => {
    expect(uses({ members: 2, pool: null })).toEqual(['OPEN']);
  });

  test('other pairs never make a number about the counterpart, and say no number of members', () => {
    const audience = audienceOf({ ...facts, kind: 'MENTOR_MENTEE' }, 'en');
    expect(audience.choices.map(({ use }) => use)).toEqual(['POOL', 'OPEN']);
    expect(audience.raters).toBeNull();
  });

  test('the code that is kept bears the floor it was given under', () => {
    expect(audienceOf({ ...facts, floor: 8 }, 'ja').code).toBe('COUNTERPART:8');
  });
});
