import { describe, expect, test } from 'vitest';
import { displayName, folded, isVisible, nameIn, nameKeys, searchTerm } from './name.ts';

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

describe('a name with marks that nobody sees', () => {
  test('of a thing stands in a line without them', () => {
    const turned = { name: '営業\u202E部\u2069', nameEn: '\u2067Sales\u200B' };
    expect([nameIn('ja', turned), nameIn('en', turned)]).toEqual(['営業部', 'Sales']);
  });

  test.each([
    ['turns the words behind it', '山\u202E田'],
    ['isolates them', '\u2067山田\u2069'],
    ['embeds them', '\u202B山田\u202C'],
    ['begins with a mark of direction', '\u200F山田\u061C'],
    ['has letters without a width', '山\u200B\u2060\uFEFF田'],
    ['has signs that nobody sees', '山\u2063田'],
  ])('that %s stands in a line as what is seen of it, and is found', (_what, familyName) => {
    const person = { familyName, givenName: '花子', latinName: `${familyName} Hanako` };
    expect([displayName(person, 'ja'), displayName(person, 'en')]).toEqual(['山田 花子', '山田 Hanako']);
    expect(nameKeys(person).searchKey).toContain(searchTerm('山田花子'));
    expect(nameKeys(person).kanaKey).toBe(nameKeys({ ...person, familyName: '山田' }).kanaKey);
  });

  test('keeps the joiners by which some scripts are written', () => {
    expect(displayName({ familyName: 'می\u200Cخواهم', givenName: '' }, 'ja')).toBe('می\u200Cخواهم');
  });

  test('and nothing else is none', () => {
    expect(['\u200B', '\u202E\u2069', '\u200D', ' \uFEFF'].filter(isVisible)).toEqual([]);
    expect(['あ', '1', '。', '👩‍🚀'].every(isVisible)).toBe(true);
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
