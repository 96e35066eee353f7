import { hideByResidue, type TreeNode } from '../publication/residue.ts';
import type { Command } from './command.ts';
import { locateInput } from './csv.ts';
import { isRecord } from './given.ts';
import { numberedOr } from './id.ts';
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';

interface OrganisationTree {
  readonly k: number;
  readonly nodes: ReadonlyMap<string, TreeNode>;
}

async function readTrees(path: string): Promise<OrganisationTree[]> {
  const value = await readJson(path);
  if (!Array.isArray(value)) throw new InputError(`${path}: not a list of trees`);
  return value.map((tree: unknown, index) => parseTree(tree, `${path}, tree ${index}`));
}

function parseTree(tree: unknown, where: string): OrganisationTree {
  if (!isRecord(tree) || !isRecord(tree['nodes'])) throw new InputError(`${where}: no "nodes"`);
  const { k, nodes } = tree;
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 1)
    throw new InputError(`${where}: "k" is not a whole number from 1`);
  return {
    k,
    nodes: new Map(Object.entries(nodes).map(([id, node]) => [id, parseNode(node, `${where}, node ${id}`)])),
  };
}

function parseNode(node: unknown, where: string): TreeNode {
  if (!isRecord(node)) throw new InputError(`${where}: not an object`);
  const { n, parent } = node;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 0)
    throw new InputError(`${where}: "n" is not a whole number from 0`);
  if (parent !== null && typeof parent !== 'string' && typeof parent !== 'number')
    throw new InputError(`${where}: "parent" is neither an id nor null`);
  return { n, parent: parent === null ? null : String(parent) };
}

function reportTree({ k, nodes }: OrganisationTree, where: string): Record<string, unknown> {
  try {
    const hidden = hideByResidue(nodes, k);
    const primary = [...nodes].filter(([, { n }]) => n < k).map(([id]) => id);
    const sorted = (ids: Iterable<string>): (string | number)[] => [...ids].toSorted().map(numberedOr);
    return { k, primary: sorted(primary), unpublished: sorted(hidden), published: nodes.size - hidden.size };
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${where}: ${error.message}`);
    throw error;
  }
}

/** `anonymity`: for each tree, the nodes below k (`primary`) and all that stay unpublished. */
export const anonymityCommand: Command = {
  name: 'anonymity',
  summary: 'Which nodes of organisation trees stay unpublished (trees.json)',
  async run({ input, progress }) {
    const path = await locateInput(input, 'anonymity', 'trees.json');
    const trees = await readTrees(path);
    return trees.map((tree, index) => {
      progress('trees', index + 1, trees.length);
      return reportTree(tree, `${path}, tree ${index}`);
    });
  },
};
