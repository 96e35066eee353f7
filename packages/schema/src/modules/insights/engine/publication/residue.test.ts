import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { attack } from './attack.ts';
import type { Contribution, Fact } from './fact.ts';
import { admitFacts } from './gate.ts';
import { hideByResidue, residuesOf, type TreeNode } from './residue.ts';

interface ReferenceTree {
  k: number;
  nodes: Record<string, { parent: string | null; n: number; own?: number }>;
  hidden_reference: string[];
}

const REFERENCE: ReferenceTree[] = JSON.parse(
  readFileSync(new URL('../fixtures/anonymity/trees.json', import.meta.url), 'utf8'),
);

function drawTree(random: Random): Map<string, TreeNode & { own: number }> {
  const nodes = new Map<string, TreeNode & { own: number }>([['C', { parent: null, n: 0, own: random.integer(4) }]]);
  for (let d = 0; d <= random.integer(5); d += 1) {
    nodes.set(`D${d}`, { parent: 'C', n: 0, own: random.integer(4) });
    for (let t = 0; t < random.integer(6); t += 1)
      nodes.set(`D${d}T${t}`, { parent: `D${d}`, n: 0, own: random.integer(14) });
  }
  return withTotals(nodes);
}

function withTotals(nodes: Map<string, TreeNode & { own: number }>): Map<string, TreeNode & { own: number }> {
  const totals = new Map<string, number>();
  for (const [id, { own }] of nodes)
    for (let at: string | null = id; at !== null; at = nodes.get(at)?.parent ?? null)
      totals.set(at, (totals.get(at) ?? 0) + own);
  return new Map([...nodes].map(([id, node]) => [id, { ...node, n: totals.get(id) ?? 0 }]));
}

/** The facts of a tree, one answer per respondent. */
function factsOf(nodes: ReadonlyMap<string, TreeNode & { own: number }>): Fact[] {
  const contributions = new Map<string, Contribution[]>([...nodes.keys()].map((id) => [id, []]));
  for (const [id, { own }] of nodes) {
    for (let person = 0; person < own; person += 1) {
      const rater = `${id}#${person}`;
      for (let at: string | null = id; at !== null; at = nodes.get(at)?.parent ?? null)
        contributions.get(at)?.push({ answer: rater, rater });
    }
  }
  const period = { from: 0, until: 1 };
  return [...contributions].map(([unit, own]) => ({
    id: unit,
    measure: 'q',
    unit,
    nature: 'fresh',
    period,
    contributions: own,
  }));
}

function ownOf(nodes: ReferenceTree['nodes']): Map<string, TreeNode & { own: number }> {
  return new Map(
    Object.entries(nodes).map(([id, { parent, n }]) => {
      const below = Object.values(nodes).filter((node) => node.parent === id);
      return [id, { parent, n, own: below.reduce((rest, child) => rest - child.n, n) }];
    }),
  );
}

describe('the residue rule', () => {
  test('hides exactly the nodes of the reference in all 60 trees', () => {
    expect(REFERENCE).toHaveLength(60);
    for (const { k, nodes, hidden_reference } of REFERENCE)
      expect([...hideByResidue(new Map(Object.entries(nodes)), k)].toSorted()).toEqual(hidden_reference);
  });

  test('leaves every residue of a random tree with nobody or at least k people', () => {
    const random = createRandom(7);
    for (let round = 0; round < 500; round += 1) {
      const nodes = drawTree(random);
      const hidden = hideByResidue(nodes, 5);
      const published = new Set([...nodes.keys()].filter((id) => !hidden.has(id)));
      for (const residue of residuesOf(nodes, published).values()) expect(residue === 0 || residue >= 5).toBe(true);
    }
  });

  test('leaves the adversary nothing in 1,500 random trees, where a threshold leaks in most', () => {
    const random = createRandom(11);
    let leaks = 0;
    for (let round = 0; round < 1500; round += 1) {
      const k = round % 2 === 0 ? 3 : 5;
      const nodes = drawTree(random);
      const hidden = hideByResidue(nodes, k);
      expect(
        attack(
          factsOf(nodes).filter(({ id }) => !hidden.has(id)),
          k,
        ),
      ).toBeUndefined();
      if (
        attack(
          factsOf(nodes).filter(({ contributions }) => contributions.length >= k),
          k,
        )
      )
        leaks += 1;
    }
    expect(leaks / 1500).toBeGreaterThan(0.7);
  });

  test('names a node whose parent is missing and a circle', () => {
    expect(() => hideByResidue(new Map([['a', { parent: 'b', n: 5 }]]), 5)).toThrow(
      'node a: its parent b is not in the tree',
    );
    const circle = new Map([
      ['a', { parent: 'b', n: 5 }],
      ['b', { parent: 'a', n: 5 }],
    ]);
    expect(() => hideByResidue(circle, 5)).toThrow('its ancestors form a circle');
  });
});

describe('the gate on a single tree', () => {
  test('publishes no fewer nodes than the reference less 5 %, and the adversary finds nothing', () => {
    const counts = { gate: 0, reference: 0 };
    for (const { k, nodes, hidden_reference } of REFERENCE) {
      const admitted = admitFacts({ k, closedUntil: 1, candidates: factsOf(ownOf(nodes)), published: [] });
      expect(attack(admitted, k)).toBeUndefined();
      counts.gate += admitted.length;
      counts.reference += Object.keys(nodes).length - hidden_reference.length;
    }
    expect(counts.gate).toBeGreaterThanOrEqual(0.95 * counts.reference);
  });
});
