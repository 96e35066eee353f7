import { describe, expect, test } from 'vitest';
import { displayName, folded, nameIn, nameKeys, searchTerm } from './name.ts';

describe('the name a reader sees', () => {
  const hanako = { familyName: '山田', givenName: '花子', latinName: 'Hanako Yamada' };

  test('is the family name first, or the Latin name for English readers', () => {
    expect(displayName(hanako, 'ja')).toBe('山田 花子');
    expect(displayName(hanako, 'en')).toBe('Hanako Yamada');
  });

  test('without a Latin name is the name as its bearer writes it', () => {
    expect(displayName({ ...hanako, latinName: null }, 'en')).toBe('山田 花子');
    expect(displayName({ familyName: 'Müller', givenName: 'Zoë' }, 'ja')).toBe('Zoë Müller');
  });

  test('of a thing is the English one where there is one and it is asked for', () => {
    const sales = { name: '営業部', nameEn: 'Sales' };
    expect([nameIn('ja', sales), nameIn('en', sales), nameIn('en', { name: '営業部', nameEn: null })]).toEqual([
      '営業部',
      'Sales',
      '営業部',
    ]);
  });
});

describe('search', () => {
  test('width, case, spaces and the kind of kana make no difference', () => {
    expect(folded('ﾔﾏﾀﾞ　ハナコ')).toBe('やまだはなこ');
    expect(folded('Ｔａｒｏ O’Neill')).toBe('tarooneill');
  });

  test('finds every form of the name', () => {
    const { searchKey } = nameKeys({
      familyName: '山田',
      givenName: '花子',
      familyKana: 'ヤマダ',
      givenKana: 'ハナコ',
      latinName: 'Hanako Yamada',
    });
    for (const asked of ['山田', '花子', '山田 花子', '花子山田', 'やまだ', 'ヤマダ はな', 'hanako y', 'YAMADA'])
      expect(searchKey).toContain(searchTerm(asked));
  });

  test('signs of a pattern mean themselves', () => {
    expect(searchTerm('100%_\\')).toBe(String.raw`100\%\_\\`);
  });
});

test('readings sort as in a directory: voiced beside unvoiced, whatever the kana, and people without a reading last', () => {
  const sorted = ['がもう', 'カワイ', 'かもう', 'きくち', 'ハラ', '原'].map((familyKana) => ({
    familyKana,
    key: nameKeys({ familyName: 'x', givenName: 'あ', familyKana, givenKana: 'あ' }).kanaKey,
  }));
  sorted.sort((one, other) => (one.key < other.key ? -1 : 1));
  expect(sorted.map(({ familyKana }) => familyKana)).toEqual(['かもう', 'がもう', 'カワイ', 'きくち', 'ハラ', '原']);
});
