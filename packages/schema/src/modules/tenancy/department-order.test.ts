import { expect, test } from 'vitest';
import { inTreeOrder } from './department-order.ts';

test('each department comes after the one it belongs to, siblings by position and then as they were made', () => {
  const rows = [
    { id: 'dep_c', path: 'dep_a/dep_c/', position: 2 },
    { id: 'dep_d', path: 'dep_a/dep_d/', position: 10 },
    { id: 'dep_b', path: 'dep_b/', position: 0 },
    { id: 'dep_f', path: 'dep_a/dep_c/dep_f/', position: 99_999 },
    { id: 'dep_a', path: 'dep_a/', position: 1 },
    { id: 'dep_e', path: 'dep_a/dep_e/', position: 2 },
  ];
  expect(inTreeOrder(rows).map(({ id }) => id)).toEqual(['dep_b', 'dep_a', 'dep_c', 'dep_f', 'dep_e', 'dep_d']);
});
