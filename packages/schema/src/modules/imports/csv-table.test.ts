import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { LimitReached } from '../../kernel/problems.ts';
import { MAX_LINES, readCsv } from './csv-table.ts';

const of = (text: string) => readCsv(Buffer.from(text, 'utf8'));
const cellsOf = (text: string) => of(text).rows.map(({ cells }) => cells);

describe('a file', () => {
  test('is read in UTF-8 with or without a mark, in UTF-16, and in CP932', () => {
    const text = '姓,名\r\n髙橋,①子\r\n';
    const cp932 = Buffer.from([
      0x90, 0xa9, 0x2c, 0x96, 0xbc, 0x0a, 0xfb, 0xfc, 0x8b, 0xb4, 0x2c, 0x87, 0x40, 0x8e, 0x71,
    ]);
    for (const file of [
      Buffer.from(text),
      Buffer.from(`\u{FEFF}${text}`),
      Buffer.from(`\u{FEFF}${text}`, 'utf16le'),
      cp932,
    ]) {
      const { header, rows } = readCsv(file);
      expect(header.cells).toEqual(['姓', '名']);
      expect(rows).toEqual([{ line: 2, cells: ['髙橋', '①子'] }]);
    }
  });

  test('that is text in none of these is said to be unreadable', () => {
    expect(readCsv(Buffer.from([0x81, 0xff, 0xff, 0x00])).faults[0]?.reason.code).toBe('FILE_UNREADABLE');
  });

  test('is split by whatever its first line is split by', () => {
    for (const mark of [',', '\t', ';']) expect(cellsOf(`a${mark}b\n1${mark}2`)).toEqual([['1', '2']]);
  });

  test('has its half-width kana widened, voiced marks joined', () => {
    expect(cellsOf('a,b\nﾀｶﾊｼ,ｶﾞｷﾞﾊﾟ')).toEqual([['タカハシ', 'ガギパ']]);
  });

  test('has cells over several lines and is counted by lines of the file', () => {
    const { rows } = of('a,b\r\n\r\n"x\r\ny",2\r\n,\r\n3,4');
    expect(rows.map(({ line }) => line)).toEqual([3, 6]);
  });

  test('without lines is said to be empty', () => {
    for (const text of ['', '\n\n', ',,,\n'])
      expect(of(text).faults.map(({ reason }) => reason.code)).toEqual(['FILE_EMPTY']);
  });
});

describe('wrong quotation marks', () => {
  test('are told with their line, every one of them, and the other lines are read', () => {
    const { rows, faults } = of('a,b\n1,x"y"\n3,4\n"5"6,7\n8,9\n10,"open\n11,12\n');
    expect(faults.map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(rows.map(({ line }) => line)).toEqual([3, 5, 7]);
  });

  test('in every line of a large file do not keep it long: it is given up after some hundred', () => {
    const { faults } = of(`a,b\n${'1,"x\n'.repeat(9_000)}`);
    expect(faults).toHaveLength(200);
  });

  test('do not let one line run on for ever', () => {
    const { faults, rows } = of(`a,b\n1,"${'x'.repeat(100_000)}\n2,3\n`);
    expect(faults).toMatchObject([{ line: 2, reason: { code: 'LINE_TOO_LONG' } }]);
    expect(rows).toEqual([{ line: 3, cells: ['2', '3'] }]);
  });
});

test('ten thousand lines are read, one more is too many', () => {
  const lines = `a,b\n${'1,2\n'.repeat(MAX_LINES)}`;
  expect(of(lines).rows).toHaveLength(MAX_LINES);
  expect(() => of(`${lines}1,2\n`)).toThrow(LimitReached);
});
