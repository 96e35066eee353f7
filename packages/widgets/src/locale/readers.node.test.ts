import { expect, test } from 'vitest';
import { IMPRESSION, PAIR } from '../generated/audiences.ts';
import { prepEn } from './prep-en.ts';
import { prepJa } from './prep-ja.ts';
import { readersEn } from './readers-en.ts';
import { readersJa } from './readers-ja.ts';

test('an element says the two where the product shows it to the two', () => {
  expect(readersJa(IMPRESSION)).toBe('お二人');
  expect(prepJa.prepNoteVisible('佐藤')).toBe('あなたと佐藤さんだけが読めます。');
  expect(prepEn.prepNoteVisible('Aoi Sato')).toBe('Only you and Aoi Sato can read this.');
});

test('whoever else would see it is named', () => {
  expect(readersJa(IMPRESSION, PAIR)).toBe('お二人と{advisor}と管理者と連携システム');
  expect(readersEn(PAIR)).toBe('the two of you and {advisors} in charge and administrators and connected systems');
});
