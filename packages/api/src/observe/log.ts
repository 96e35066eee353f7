import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Paths that no line may bear: credentials and everything people write. */
const SECRET = [
  'authorization',
  'token',
  'secret',
  'password',
  'variables',
  'input',
  'note',
  'text',
  'grade',
  'url',
  'connectionString',
];

// What stands between quotes or behind an equals sign in a database's message may be what somebody wrote.
const withoutValues = (message: string): string =>
  message
    .replaceAll(/"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|「[^」\n]*」/g, '…')
    .replaceAll(/=\s*\([^)\n]*\)/g, '=(…)')
    .slice(0, 500);

const FRAME = /^\s+at /;

interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: LoggedError;
}

const isCoded = (error: object): error is { code: string } => 'code' in error && typeof error.code === 'string';

/** Of an error, what helps to find the fault and bears nothing that anybody wrote: kind, code, words without values, places. */
export function errorForLog(error: unknown, depth = 3): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: [] };
  const stack = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  const code = isCoded(error) ? { code: error.code } : {};
  const cause = error.cause !== undefined && depth > 0 ? { cause: errorForLog(error.cause, depth - 1) } : {};
  return {
    type: error.name,
    ...code,
    message: withoutValues(error.message),
    stack: stack.map((line) => line.trim()),
    ...cause,
  };
}

/** A logger of JSON lines, on stderr where nothing else is given; whatever is called like a secret or like content is cut out. */
export const openLog = (level: string, to: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: { err: (error: unknown) => errorForLog(error) },
      redact: { paths: SECRET.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]), censor: '[cut]' },
    },
    to,
  );
