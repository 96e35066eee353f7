import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SURROUNDINGS, TEXTS, THINGS } from './given.ts';

// Entries beside the resources whose examples are compiled too.
const OTHERS = ['capture/capture', 'client', 'core', 'proof', 'server', 'testing', 'webhooks'];
const ROOT = fileURLToPath(new URL('..', import.meta.url));

function preamble(): string {
  const types = [...new Set(Object.values(THINGS))].join(', type ');
  return [
    `import { Taiwa, isTaiwaError, tokenEndpoint, type ${types} } from '${ROOT}src/client.ts';`,
    `import { proofKey } from '${ROOT}src/proof.ts';`,
    `import { embedTokenEndpoint, type NodeRequest, type NodeResponse } from '${ROOT}src/server.ts';`,
    `import { answering, refusal } from '${ROOT}src/testing.ts';`,
    `import { verifyWebhook } from '${ROOT}src/webhooks.ts';`,
    'declare const taiwa: Taiwa;',
    SURROUNDINGS,
    ...TEXTS.map((name) => `declare const ${name}: string;`),
    ...Object.entries(THINGS).map(([name, type]) => `declare const ${name}: ${type};`),
  ].join('\n');
}

/** The code of each `@example` in a source file, by the line it begins on. */
function examplesOf(source: string): string[] {
  return [...source.matchAll(/@example\n((?:\s+\* .*\n)+)/g)].map(([, lines = '']) => lines.replace(/^\s+\* /gm, ''));
}

describe('the examples', () => {
  it('compile, one for every method', async () => {
    const names = (await readdir(join(ROOT, 'src/resources'))).map((name) => `src/resources/${name}`);
    const sources = await Promise.all(
      [...names, ...OTHERS.map((name) => `src/${name}.ts`)].map((name) => readFile(join(ROOT, name), 'utf8')),
    );
    for (const source of sources.slice(0, names.length)) {
      const methods = source.match(/^ {2}(?:async )?\*?(?!constructor)[a-z]\w*\(/gm);
      expect(examplesOf(source)).toHaveLength(methods?.length ?? 0);
    }
    const guides = [
      'README.md',
      '../../README.md',
      '../../docs/sdk.md',
      '../../docs/get-started.md',
      '../../docs/token-endpoint.md',
    ];
    const texts = await Promise.all(guides.map((name) => readFile(join(ROOT, name), 'utf8')));
    const blocks = [...texts.join('\n').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) =>
      code.replace(/^import .*\n/gm, ''),
    );
    const bodies = [...sources.flatMap(examplesOf), ...blocks].map(
      (code, n) => `export async function example${n}() {\n${code}\n}`,
    );
    expect(await compile(`${preamble()}\n${bodies.join('\n')}`)).toBe('');
  });
});

async function compile(code: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-examples-'));
  try {
    const options = {
      noEmit: true,
      noUnusedLocals: false,
      lib: ['es2023', 'dom', 'dom.iterable'],
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      typeRoots: [join(ROOT, '../../node_modules/@types')],
    };
    await writeFile(join(folder, 'examples.ts'), code);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(ROOT, '../../tsconfig.base.json'),
        compilerOptions: options,
        include: ['examples.ts'],
      }),
    );
    const tsc = join(ROOT, '../../node_modules/.bin/tsc');
    const { stdout } = await promisify(execFile)(tsc, ['-p', folder]).catch((error: { stdout: string }) => error);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
