import { changeSigningKey } from '@taiwa/schema/modules/access/signing-key';
import { withDatabase } from './with-database.ts';

/** Lets the next key sign from now on; running servers take it up within a minute. */
export const rotateKeys = (say: (line: string) => void): Promise<number> =>
  withDatabase(async () => {
    say(`Tokens are signed by ${await changeSigningKey()} from now on.`);
    return 0;
  });
