type Circle = 'TENANT' | 'TWO' | 'COUNTERPART' | 'OWN' | 'ADVISOR' | 'ADMIN' | 'KEY';
type Audience = readonly Circle[];

const JA: Readonly<Record<Circle, string>> = {
  TENANT: '社内の全員',
  TWO: 'お二人',
  COUNTERPART: 'お相手',
  OWN: 'ご本人',
  ADVISOR: '{advisor}',
  ADMIN: '管理者',
  KEY: '連携システム',
};

const EN: Readonly<Record<Circle, string>> = {
  TENANT: 'everybody at the company',
  TWO: 'the two of you',
  COUNTERPART: 'the other',
  OWN: 'the person whose it is',
  ADVISOR: '{advisors} in charge',
  ADMIN: 'administrators',
  KEY: 'connected systems',
};

const together = (audiences: readonly Audience[]): readonly Circle[] => [...new Set(audiences.flat())];

/** Who reads what has these audiences, in Japanese: 「お二人」, with more where the product shows it to more. */
export const readersJa = (...audiences: readonly Audience[]): string =>
  together(audiences)
    .map((circle) => JA[circle])
    .join('と');

/** The same, said to one of the two about the other: 「あなたと佐藤さん」. */
export const readersWithJa = (name: string, ...audiences: readonly Audience[]): string =>
  readersJa(...audiences).replace(JA.TWO, `あなたと${name}さん`);

/** Who reads what has these audiences, in English: “the two of you”, with more where the product shows it to more. */
export const readersEn = (...audiences: readonly Audience[]): string =>
  together(audiences)
    .map((circle) => EN[circle])
    .join(' and ');

/** The same, said to one of the two about the other: “you and Sato Aoi”. */
export const readersWithEn = (name: string, ...audiences: readonly Audience[]): string =>
  readersEn(...audiences).replace(EN.TWO, `you and ${name}`);
