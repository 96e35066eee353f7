import { readFile, writeFile } from 'node:fs/promises';
import { declaredAudiences } from './kernel/audience.graph.ts';
import { everyReason } from './kernel/problems.ts';
import { audienceModule, withAudienceTable } from './privacy-page.ts';
import { printedSchema, schema } from './schema.ts';

const declared = declaredAudiences(schema);

/** Every code of a problem with its words, in the order of the alphabet: what the page of errors is made of. */
const printedProblems = (): string => {
  const problems = everyReason().map(({ code, says }) => ({ code, ...says }));
  return `${JSON.stringify(
    problems.toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    null,
    2,
  )}\n`;
};

/** Everything that is made from the graph, by its file seen from here. */
const MADE: Readonly<Record<string, (committed: string) => string>> = {
  '../schema.graphql': printedSchema,
  '../problems.json': printedProblems,
  '../../../docs/privacy.md': (committed) => withAudienceTable(committed, declared),
  '../../widgets/src/generated/audiences.ts': () => audienceModule(declared),
};

for (const [name, make] of Object.entries(MADE)) {
  const file = new URL(name, import.meta.url);
  const committed = await readFile(file, 'utf8').catch(() => '');
  const made = make(committed);
  if (committed === made) continue;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is not what the code says: run \`npm run print -w @taiwa/schema\`.\n`);
    process.exitCode = 1;
  } else {
    await writeFile(file, made);
  }
}
