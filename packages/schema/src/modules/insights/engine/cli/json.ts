import { readFile } from 'node:fs/promises';
import { InputError } from './input-error.ts';

/** Parses a JSON file. @throws InputError that names the file. */
export async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: ${error instanceof Error ? error.message : 'not JSON'}`);
  }
}
