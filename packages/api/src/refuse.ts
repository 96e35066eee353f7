import { StartRefusal } from './env.ts';
import { errorForLog } from './observe/log.ts';

const FOLDER_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this user. Choose another folder with TAIWA_DATA, or give it to this user',
  EPERM: 'may not be written by this user. Choose another folder with TAIWA_DATA, or give it to this user',
  EROFS: 'is read-only. Choose another folder with TAIWA_DATA',
  ENOTDIR: 'lies below something that is no folder. Choose another one with TAIWA_DATA',
  EEXIST: 'is no folder. Choose another one with TAIWA_DATA',
  ENOSPC: 'has no space left. Make room, then start again',
};

const pathOf = (error: Error): string =>
  'path' in error && typeof error.path === 'string' ? error.path : 'The data folder';

/** What a failed start says, in one line. */
export function lineOf(error: unknown): string {
  if (error instanceof StartRefusal) return error.message.replaceAll(/\s*\n\s*/g, ' ');
  if (!(error instanceof Error)) return 'The start failed for an unknown reason.';
  const fault = 'code' in error ? FOLDER_FAULTS[String(error.code)] : undefined;
  if (fault) return `${pathOf(error)} ${fault}.`;
  const { type, message, stack } = errorForLog(error);
  return `The start failed: ${type}: ${message.replaceAll(/\s*\n\s*/g, ' ')} (${stack[0] ?? 'no place known'})`;
}

/** Ends the process with one line about why it does not start. */
export function refuseToStart(error: unknown): never {
  process.stderr.write(`taiwa: ${lineOf(error)}\n`);
  process.exit(error instanceof StartRefusal ? error.exitCode : 1);
}
