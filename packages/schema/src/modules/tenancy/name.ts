import type { Language } from '../../kernel/actor.ts';

/** The parts of a person's name as the person gave them. */
export interface PersonName {
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana?: string | null;
  readonly givenKana?: string | null;
  readonly latinName?: string | null;
}

const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(text);

/** The name a reader of the language sees: family name first, or the Latin name (given name first) for English readers. */
export function displayName(person: PersonName, language: Language): string {
  const { familyName, givenName, latinName } = person;
  if (language === 'en' && latinName) return latinName;
  const givenFirst = isLatin(familyName) && isLatin(givenName);
  return (givenFirst ? `${givenName} ${familyName}` : `${familyName} ${givenName}`).trim();
}

/** A name shown to readers of the language: the English one where there is one and it is asked for. */
export const nameIn = (language: Language, named: { readonly name: string; readonly nameEn: string | null }): string =>
  (language === 'en' && named.nameEn) || named.name;

const toHiragana = (text: string): string =>
  text.replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x60));

/** A text in the form in which names are compared: width, case, spaces and the kind of kana make no difference. */
export const folded = (text: string): string =>
  toHiragana(text.normalize('NFKC').toLowerCase()).replaceAll(/[\s・･.,'’-]/g, '');

const SMALL = 'ぁぃぅぇぉっゃゅょゎ';
const LARGE = 'あいうえおつやゆよわ';
const plainKana = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u3099\u309A]/g, '')
    .replaceAll(/[ぁぃぅぇぉっゃゅょゎ]/g, (letter) => LARGE[SMALL.indexOf(letter)] ?? letter);

/** A reading in the order of a Japanese directory: か and が are neighbours, voiced after unvoiced. */
const directoryKey = (text: string): string => `${plainKana(folded(text))} ${folded(text)}`;

/** Keys kept beside a name: what Japanese lists sort by, what English lists sort by, and what a search looks into. */
export function nameKeys(person: PersonName): { kanaKey: string; latinKey: string; searchKey: string } {
  const { familyName, givenName, latinName } = person;
  const [family, given] = [person.familyKana ?? familyName, person.givenKana ?? givenName];
  const forms = [familyName + givenName, givenName + familyName, family + given, latinName ?? ''];
  return {
    kanaKey: `${directoryKey(family)}  ${directoryKey(given)}`,
    latinKey: (latinName ?? `${givenName} ${familyName}`).normalize('NFKC').toLowerCase(),
    searchKey: forms.map(folded).join(' '),
  };
}

/** What `searchKey` has to contain for a search to find the person; empty where nothing was asked for. */
export const searchTerm = (asked: string): string => folded(asked).replaceAll(/[\\%_]/g, String.raw`\$&`);
