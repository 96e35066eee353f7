import type { Audience, Circle } from './audience.ts';

const JA: Readonly<Record<Circle, string>> = {
  TENANT: '社内の全員',
  TWO: 'お二人',
  COUNTERPART: 'お相手',
  OWN: 'ご本人',
  ADVISOR: '{advisor}',
  ADMIN: '管理者',
  KEY: '連携システム',
};

/** Who reads what has these audiences, in Japanese: 「お二人」, with more where the product shows it to more. */
export const readersJa = (...audiences: readonly Audience[]): string =>
  [...new Set(audiences.flat())].map((circle) => JA[circle]).join('と');

/** The same, said to one of the two about the other: 「あなたと佐藤さん」. */
export const readersWithJa = (name: string, ...audiences: readonly Audience[]): string =>
  readersJa(...audiences).replace(JA.TWO, `あなたと${name}さん`);
