/**
 * The residue rule: complementary suppression for one organisation tree, exact and without a solver.
 *
 * The groups of a tree are laminar (nested or disjoint). Take away from each published node the people of its nearest
 * published descendants: what remains is its *residue*. Residues are disjoint, and every group whose sum can be derived
 * from the published sums is a union of residues. So the smallest derivable group is the smallest residue, and a tree is
 * safe if and only if every residue has 0 or at least k people.
 */

/** A node of an organisation: its parent (null at the top) and the number of respondents in it and below it. */
export interface TreeNode {
  readonly parent: string | null;
  readonly n: number;
}

interface Walk {
  readonly nodes: ReadonlyMap<string, TreeNode>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly published: Set<string>;
}

/**
 * Returns the ids of the nodes that must stay unpublished for floor `k`: those below k respondents, and those that the
 * residue rule takes back (the smallest nearest published descendant of a node with a small residue, tie by id, deepest
 * nodes first). Throws a RangeError for an unknown parent or a circle.
 */
export function hideByResidue(nodes: ReadonlyMap<string, TreeNode>, k: number): Set<string> {
  const published = new Set([...nodes].filter(([, node]) => node.n >= k).map(([id]) => id));
  const walk: Walk = { nodes, children: childrenOf(nodes), published };
  for (const id of deepestFirst(nodes)) if (published.has(id)) settleNode(walk, id, k);
  return new Set([...nodes.keys()].filter((id) => !published.has(id)));
}

/** The residue of every published node: its respondents who are in none of its nearest published descendants. */
export function residuesOf(
  nodes: ReadonlyMap<string, TreeNode>,
  published: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const walk: Walk = { nodes, children: childrenOf(nodes), published: new Set(published) };
  return new Map([...published].map((id) => [id, residueOf(walk, id, nearestPublished(walk, id))]));
}

function settleNode(walk: Walk, id: string, k: number): void {
  let below = nearestPublished(walk, id);
  let residue = residueOf(walk, id, below);
  while (residue > 0 && residue < k) {
    const smallest = below.toSorted((a, b) => sizeOf(walk, a) - sizeOf(walk, b) || (a < b ? -1 : 1))[0];
    walk.published.delete(smallest ?? id);
    if (smallest === undefined) return;
    below = nearestPublished(walk, id);
    residue = residueOf(walk, id, below);
  }
}

function residueOf(walk: Walk, id: string, below: readonly string[]): number {
  return below.reduce((rest, child) => rest - sizeOf(walk, child), sizeOf(walk, id));
}

function sizeOf(walk: Walk, id: string): number {
  return walk.nodes.get(id)?.n ?? 0;
}

function nearestPublished(walk: Walk, id: string): string[] {
  const children = walk.children.get(id) ?? [];
  return children.flatMap((child) => (walk.published.has(child) ? [child] : nearestPublished(walk, child)));
}

function childrenOf(nodes: ReadonlyMap<string, TreeNode>): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const [id, { parent }] of nodes) {
    if (parent === null) continue;
    if (!nodes.has(parent)) throw new RangeError(`node ${id}: its parent ${parent} is not in the tree`);
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

function deepestFirst(nodes: ReadonlyMap<string, TreeNode>): string[] {
  const depth = new Map<string, number>();
  for (const id of nodes.keys()) depth.set(id, depthOf(nodes, id));
  return [...nodes.keys()].toSorted((a, b) => (depth.get(b) ?? 0) - (depth.get(a) ?? 0) || (a < b ? -1 : 1));
}

function depthOf(nodes: ReadonlyMap<string, TreeNode>, id: string): number {
  let depth = 0;
  for (let at = nodes.get(id)?.parent ?? null; at !== null; at = nodes.get(at)?.parent ?? null) {
    depth += 1;
    if (depth > nodes.size) throw new RangeError(`node ${id}: its ancestors form a circle`);
  }
  return depth;
}
