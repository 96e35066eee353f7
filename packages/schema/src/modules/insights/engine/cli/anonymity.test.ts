import { mkdtemp, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { anonymityCommand } from './anonymity.ts';
import { silent } from './progress.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const REFERENCE: { hidden_reference: string[]; primary: string[] }[] = JSON.parse(
  readFileSync(`${FIXTURES}/anonymity/trees.json`, 'utf8'),
);

async function run(input: string): Promise<unknown> {
  return anonymityCommand.run({
    input,
    given: undefined,
    givenPath: undefined,
    months: 'iid',
    seed: 1,
    progress: silent,
  });
}

async function runOn(trees: unknown): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-anonymity-'));
  await writeFile(join(folder, 'trees.json'), JSON.stringify(trees));
  return run(folder);
}

describe('the command anonymity', () => {
  test('reports the unpublished nodes of every reference tree', async () => {
    const own = await run(FIXTURES);
    expect(own).toMatchObject(
      REFERENCE.map(({ hidden_reference, primary }) => ({
        unpublished: hidden_reference,
        primary: primary.toSorted(),
      })),
    );
  });

  test.each([
    [{}, 'not a list of trees'],
    [[{ k: 5 }], 'tree 0: no "nodes"'],
    [[{ k: 0.5, nodes: {} }], 'tree 0: "k" is not a whole number'],
    [[{ k: 5, nodes: { a: { parent: null, n: 'many' } } }], 'tree 0, node a: "n" is not a whole number'],
    [[{ k: 5, nodes: { a: { parent: 'b', n: 7 } } }], 'node a: its parent b is not in the tree'],
  ])('names what is wrong with %j', async (trees, message) => {
    await expect(runOn(trees)).rejects.toThrow(message);
  });
});
