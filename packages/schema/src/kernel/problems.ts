import type { Language } from './actor.ts';

/** A stable code and what it says to a person, in each language; `{limit}`, `{at}` and the like are filled in. */
export interface Reason {
  readonly code: string;
  readonly says: Readonly<Record<Language, string>>;
}

const known = new Map<string, Reason>();

/**
 * A module's dictionary: `{ ALREADY_ENDED: { ja: '…', en: '…' } }` becomes `{ ALREADY_ENDED: Reason }`, so that no problem
 * can be thrown without its words. Throws where another module owns a code already.
 */
export function problemMessages<Code extends string>(
  dictionary: Readonly<Record<Code, Reason['says']>>,
): Readonly<Record<Code, Reason>> {
  const reasons = Object.entries<Reason['says']>(dictionary).map(([code, says]): [string, Reason] => [
    code,
    { code, says },
  ]);
  for (const [code, reason] of reasons) {
    if (known.has(code)) throw new Error(`Two modules say ${code}`);
    known.set(code, reason);
  }
  return Object.fromEntries(reasons) as Record<Code, Reason>;
}

/** Every reason that is registered, in the order of registration. */
export const everyReason = (): readonly Reason[] => [...known.values()];

const kernel = problemMessages({
  INVALID_INPUT: { ja: '入力内容をご確認ください。', en: 'Please check what you entered.' },
  LIMIT_REACHED: { ja: '上限（{limit}件）に達しています。', en: 'The limit of {limit} has been reached.' },
  ALREADY_RATED: {
    ja: 'この1on1の「すっきり」はすでにお預かりしています。',
    en: 'You have already rated this 1-on-1.',
  },
  IDEMPOTENCY_CONFLICT: {
    ja: '同じ操作キーが別の内容で使われています。画面を開き直してから、もう一度お試しください。',
    en: 'The same key was used for another request. Reload and try again.',
  },
});

/** What a person can do something about: a member of the mutation's result union. Thrown inside `transact`, it commits nothing. */
export class Problem extends Error {
  readonly code: string;
  readonly reason: Reason;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(reason: Reason, values: Readonly<Record<string, string | number>> = {}) {
    super(reason.code);
    this.name = new.target.name;
    this.code = reason.code;
    this.reason = reason;
    this.values = values;
  }

  /** The words for the person, without placeholders. */
  says(language: Language): string {
    return this.reason.says[language].replaceAll(/\{(\w+)\}/g, (whole, key: string) =>
      String(this.values[key] ?? whole),
    );
  }
}

/** One place of an input that is not right: its path (`['themes', '0', 'note']`) and the words for the person. */
export interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** An issue as a rule writes it: the path as a list or with points (`themes.0.note`), empty for the input as a whole. */
export interface IssueAt {
  readonly path: string | readonly string[];
  readonly message: string;
}

const placeOf = (path: IssueAt['path']): readonly string[] =>
  typeof path === 'string' ? path.split('.').filter(Boolean) : path;

/** The input has the right types and the wrong content. */
export class InvalidInput extends Problem {
  readonly issues: readonly Issue[];

  constructor(issues: readonly IssueAt[]) {
    super(kernel.INVALID_INPUT);
    this.issues = issues.map(({ path, message }) => ({ path: placeOf(path), message }));
  }
}

/** The thing is no longer in the state that this step needs: read it again. */
export class Conflict extends Problem {}

/** Right thing, wrong state or moment. `possibleFrom`: from when on it goes, if that is known. */
export class NotNow extends Problem {
  readonly possibleFrom: Date | null;

  constructor(reason: Reason, possibleFrom: Date | null = null) {
    super(reason);
    this.possibleFrom = possibleFrom;
  }
}

/** There may be no more than `limit` of these. */
export class LimitReached extends Problem {
  readonly limit: number;

  constructor(limit: number, reason: Reason = kernel.LIMIT_REACHED) {
    super(reason, { limit });
    this.limit = limit;
  }
}

/** The session has been rated by this member already. */
export class AlreadyRated extends Problem {
  constructor() {
    super(kernel.ALREADY_RATED);
  }
}

/** The same idempotency key came with another body. */
export const idempotencyConflict = (): Conflict => new Conflict(kernel.IDEMPOTENCY_CONFLICT);
