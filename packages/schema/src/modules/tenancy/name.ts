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

// Marks that turn the direction of what follows, and letters without a width: in a sentence, a list or a file they would move
// or hide what is not the name. Joiners stay, by which some scripts are written.
const UNSEEN = /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** A name as it can stand anywhere in a line: without marks that turn the direction of other words or cannot be seen. */
export const plainName = (written: string): string => written.replaceAll(UNSEEN, '');

/** Whether there is something to see in a name. */
export const isVisible = (written: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(plainName(written));

/**
 * The name a reader of the language sees: family name first, or the Latin name (given name first) for English readers. It can
 * stand anywhere in a line; the parts of a name are kept as they were written.
 */
export function displayName(person: PersonName, language: Language): string {
  const { familyName, givenName, latinName } = person;
  if (language === 'en' && latinName) return plainName(latinName);
  const givenFirst = isLatin(familyName) && isLatin(givenName);
  return plainName(givenFirst ? `${givenName} ${familyName}` : `${familyName} ${givenName}`).trim();
}

/** The name of a thing for readers of the language: the English one where there is one and it is asked for. It can stand anywhere in a line. */
export const nameIn = (language: Language, named: { readonly name: string; readonly nameEn: string | null }): string =>
  plainName((language === 'en' && named.nameEn) || named.name);

const toHiragana = (text: string): string =>
  text.replaceAll(/[ァ-ヶ]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x60));

/** A text in the form in which names are compared: width, case, spaces and the kind of kana make no difference. */
export const folded = (text: string): string =>
  toHiragana(plainName(text).normalize('NFKC').toLowerCase()).replaceAll(/[\s・･.,'’\u00AD-]|\u200C|\u200D/g, '');

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
    latinKey: plainName(latinName ?? `${givenName} ${familyName}`)
      .normalize('NFKC')
      .toLowerCase(),
    searchKey: forms.map(folded).join(' '),
  };
}

/** What `searchKey` has to contain for a search to find the person; empty where nothing was asked for. */
export const searchTerm = (asked: string): string => folded(asked).replaceAll(/[\\%_]/g, String.raw`\$&`);
