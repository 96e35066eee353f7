import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/*
 * Writes `custom-elements.json` from the headers of the elements: what editors, docs and wrappers read.
 * `--check` writes nothing and fails where the file is not what it would write.
 */
interface Declaration {
  readonly name: string;
  readonly kind: string;
  readonly tagName?: string;
  readonly members?: readonly { readonly privacy?: string; readonly name: string }[];
}

interface Module {
  readonly path: string;
  readonly declarations: readonly Declaration[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'custom-elements.json');
const globs = [
  'src/elements/*/*.ts',
  'src/elements/*-element.ts',
  'src/console/*-event.ts',
  '!src/**/*.test.ts',
  '!src/**/*.define.ts',
];
const found: { readonly modules: readonly Module[] } = await cli({
  argv: ['analyze', '--litelement', ...globs.flatMap((glob) => ['--globs', glob])],
  cwd: root,
  noWrite: true,
});
const modules = found.modules
  .map((module) => ({ ...module, declarations: module.declarations.filter(isPublic).map(onlyPublic) }))
  .filter(({ declarations }) => declarations.length > 0)
  .sort((a, b) => (a.path < b.path ? -1 : 1));
const text = `${JSON.stringify({ schemaVersion: '1.0.0', readme: '', modules }, null, 2)}\n`;

if (!process.argv.includes('--check')) await writeFile(file, text);
else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('custom-elements.json is not as the elements say. Run `npm run generate -w @taiwa/widgets`.');
  process.exitCode = 1;
}

function isPublic({ kind, tagName, name }: Declaration): boolean {
  return kind === 'class' && (tagName !== undefined || name.endsWith('Event'));
}

function onlyPublic<One extends Declaration>(one: One): One {
  const members = one.members?.filter(
    ({ privacy, name }) => privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#'),
  );
  return { ...one, ...(members && { members }) };
}
