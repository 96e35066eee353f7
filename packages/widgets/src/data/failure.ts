import { isTaiwaError, type Problem, type TaiwaErrorKind } from '@taiwa/sdk/errors';
import { inTerms } from '../locale/terms.ts';
import type { Client } from './client.ts';

/** What is wrong with one field of an input. */
export interface FieldIssue {
  readonly path: readonly string[];
  /** In the person's language. */
  readonly message: string;
}

/** What went wrong, in terms an element can act on. */
export interface Failure {
  /** Decides what the person is told and whether trying again makes sense. */
  readonly kind: 'signed-out' | 'offline' | 'problem' | 'outdated' | 'absent' | 'fault';
  /** The server's stable code, e.g. `OVERLAP`, or the client's. */
  readonly code: string;
  /** In the person's language; only problems carry one, it is empty otherwise. */
  readonly message: string;
  /** What is wrong with which field, where the server says so. */
  readonly issues?: readonly FieldIssue[];
  /** For who builds the page, where the fault is the page's own. */
  readonly hint?: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Names the request in the server's log; empty where it never arrived. */
  readonly requestId: string;
  /** Where it is explained. */
  readonly docsUrl?: string | undefined;
}

const KINDS: Readonly<Partial<Record<TaiwaErrorKind, Failure['kind']>>> = {
  auth: 'signed-out',
  network: 'offline',
  timeout: 'offline',
  forbidden: 'absent',
  not_found: 'absent',
};

// The page's endpoint answers, but not by a token that could be used: nobody was signed out.
const PAGE_FAULTS = new Set(['TOKEN_NOT_RENEWED', 'TOKEN_MALFORMED']);

/** What an error of the client means for the person, in the words of their tenant. */
export function failureOf(error: unknown, client?: Client): Failure {
  if (!isTaiwaError(error)) return { kind: 'fault', code: 'UNKNOWN', message: '', retryable: true, requestId: '' };
  const { kind, code, retryable, requestId = '', docsUrl } = error;
  const known = { code, message: '', requestId, docsUrl };
  if (error.kind === 'problem') {
    const failure = problemFailure(error.problem);
    return { ...known, ...failure, message: inTerms(client, failure.message) };
  }
  if (PAGE_FAULTS.has(code)) return { ...known, kind: 'fault', hint: error.message, retryable: true };
  return { ...known, kind: KINDS[kind] ?? 'fault', retryable };
}

/** Whether an error only says that nobody waits for the answer any more. */
export function isAbort(error: unknown): boolean {
  return isTaiwaError(error) && error.kind === 'abort';
}

function problemFailure({
  code,
  message,
  issues,
}: Problem): Pick<Failure, 'kind' | 'message' | 'retryable' | 'issues'> {
  return { kind: code === 'OUTDATED' ? 'outdated' : 'problem', message, retryable: false, ...(issues && { issues }) };
}
