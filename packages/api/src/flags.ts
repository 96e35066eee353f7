import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartRefusal } from './env.ts';

/** Reads the flags of a command line. Throws StartRefusal, with the usage, for a flag it does not have and for a stray word. */
export function readFlags<const Options extends NonNullable<ParseArgsConfig['options']>>(
  usage: string,
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options }>>['values'] {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const [says] = (error instanceof Error ? error.message : '').split('. ');
    throw new StartRefusal(`${says}. Usage: ${usage}`);
  }
}
