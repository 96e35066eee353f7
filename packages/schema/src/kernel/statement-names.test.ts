import pg from 'pg';
import { expect, it } from 'vitest';
import { StatementNames } from './statement-names.ts';

const connection = new pg.Client();
const texts = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `select ${from + i}`);

it('gives the same text the same name, and another text another', () => {
  const names = new StatementNames();
  expect(names.nameFor(connection, 'select 1')).toBe(names.nameFor(new pg.Client(), 'select 1'));
  expect(names.nameFor(connection, 'select 1')).not.toBe(names.nameFor(connection, 'select 2'));
});

it('keeps no more names than it may, and those that are used', () => {
  const names = new StatementNames(10);
  for (const text of texts(0, 100)) names.nameFor(connection, text);
  expect(names.size).toBe(10);
});

it('says when a connection has prepared so many that it should be closed', () => {
  const names = new StatementNames(10);
  const fresh = new pg.Client();
  for (const text of texts(0, 10)) names.nameFor(fresh, text);
  for (const text of texts(0, 10)) names.nameFor(fresh, text);
  expect(names.isFull(fresh)).toBe(false);
  names.nameFor(fresh, 'one more');
  expect(names.isFull(fresh)).toBe(true);
});
