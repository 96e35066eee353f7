import type { Audience, Circle } from './audience.ts';

const EN: Readonly<Record<Circle, string>> = {
  TENANT: 'everybody at the company',
  TWO: 'the two of you',
  COUNTERPART: 'the other',
  OWN: 'the person whose it is',
  ADVISOR: '{advisors} in charge',
  ADMIN: 'administrators',
  KEY: 'connected systems',
};

/** Who reads what has these audiences, in English: “the two of you”, with more where the product shows it to more. */
export const readersEn = (...audiences: readonly Audience[]): string =>
  [...new Set(audiences.flat())].map((circle) => EN[circle]).join(' and ');

/** The same, said to one of the two about the other: “you and Sato Aoi”. */
export const readersWithEn = (name: string, ...audiences: readonly Audience[]): string =>
  readersEn(...audiences).replace(EN.TWO, `you and ${name}`);
