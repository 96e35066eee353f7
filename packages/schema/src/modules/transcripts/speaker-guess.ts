import type { Speaker } from '../../generated/prisma/enums.ts';
import { displayName, folded, type PersonName } from '../tenancy/name.ts';

/** The two of a talk by their names. */
export type TwoNames = Readonly<Record<'MEMBER' | 'COUNTERPART', PersonName>>;

// Products add where somebody belongs, or a form of address.
const ADDITION = /\s*(?:[(（[［【/|].*|さん|様|氏)$/u;

function wholeNames(person: PersonName): string[] {
  const { familyName, givenName, familyKana, givenKana, latinName } = person;
  const turned = latinName?.split(/\s+/).toReversed().join(' ');
  const written = [
    displayName(person, 'ja'),
    displayName(person, 'en'),
    givenName + familyName,
    familyName + givenName,
  ];
  return [...written, `${familyKana ?? ''}${givenKana ?? ''}`, turned ?? ''].map(folded);
}

function partNames({ familyName, givenName, familyKana, givenKana, latinName }: PersonName): string[] {
  return [familyName, givenName, familyKana ?? '', givenKana ?? '', ...(latinName?.split(/\s+/) ?? [])].map(folded);
}

function onlyOne(names: TwoNames, label: string, namesOf: (person: PersonName) => string[]): Speaker | null {
  const found = (['MEMBER', 'COUNTERPART'] as const).filter((part) => namesOf(names[part]).includes(label));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Which of the two a label most likely means: by the whole name in either language, or a part of it that only one bears. */
export function guessSpeaker(label: string | null, names: TwoNames): Speaker {
  const name = folded((label ?? '').normalize('NFKC').trim().replace(ADDITION, ''));
  if (name === '') return 'OTHER';
  return onlyOne(names, name, wholeNames) ?? onlyOne(names, name, partNames) ?? 'OTHER';
}
