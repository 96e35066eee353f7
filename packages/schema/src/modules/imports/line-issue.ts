import type { Actor } from '../../kernel/actor.ts';
import { parseInput } from '../../kernel/parse.ts';
import { InvalidInput, Problem, type Reason } from '../../kernel/problems.ts';
import type { z } from 'zod';

/** What is not right in a line, in both languages: who reads it may not be who sent the file. */
export interface LineIssue {
  readonly line: number;
  /** The column as the file calls it; null where it is the line as a whole. */
  readonly column: string | null;
  readonly code: string;
  readonly ja: string;
  readonly en: string;
}

interface Where {
  readonly column?: string | null;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The issue of a line for a reason; `values` fill its words in. */
export function issueOf(line: number, reason: Reason, { column = null, values = {} }: Where = {}): LineIssue {
  const problem = new Problem(reason, values);
  return {
    line,
    column: column?.slice(0, 100) ?? null,
    code: reason.code,
    ja: problem.says('ja'),
    en: problem.says('en'),
  };
}

type Parsed<Schema extends z.ZodType> =
  | { readonly value: z.output<Schema> }
  | { readonly issues: readonly LineIssue[] };

function faultsOf(actor: Actor, schema: z.ZodType, input: unknown): InvalidInput['issues'] {
  try {
    parseInput(actor, schema, input);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.issues;
    throw error;
  }
}

/** What a line says, by the same rules as a single change; or why not, field by field. */
export function parseLine<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  { actor, line, nameOf }: { actor: Actor; line: number; nameOf: (field: string) => string | null },
): Parsed<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return { value: result.data };
  const japanese = faultsOf({ ...actor, language: 'ja' }, schema, input);
  const english = faultsOf({ ...actor, language: 'en' }, schema, input);
  const issues = japanese.map(({ path, message: ja }, place) => {
    const column = nameOf(path[0] ?? '')?.slice(0, 100) ?? null;
    return { line, column, code: 'INVALID_INPUT', ja, en: english[place]?.message ?? ja };
  });
  return { issues };
}
