import { readFile, writeFile } from 'node:fs/promises';
import { printedSchema } from './schema.ts';

const file = new URL('../schema.graphql', import.meta.url);
const printed = printedSchema();

if (process.argv.includes('--check')) {
  const committed = await readFile(file, 'utf8').catch(() => '');
  if (committed !== printed) {
    process.stderr.write('schema.graphql is not what the code says: run `npm run print -w @taiwa/schema`.\n');
    process.exitCode = 1;
  }
} else {
  await writeFile(file, printed);
}
