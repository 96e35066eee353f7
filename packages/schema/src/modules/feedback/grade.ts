/** How clear the member feels, best first, with the number each is kept as. */
export const CLARITY = { VERY_CLEAR: 100, CLEAR: 75, SOMEWHAT: 50, A_LITTLE: 25, NOT_AT_ALL: 0 } as const;

/** One of the five grades. */
export type Clarity = keyof typeof CLARITY;

/** The five grades, best first. */
export const CLARITIES = Object.keys(CLARITY) as readonly Clarity[];

/** The grade behind a kept number. */
export const clarityOf = (grade: number): Clarity | null =>
  CLARITIES.find((clarity) => CLARITY[clarity] === grade) ?? null;
