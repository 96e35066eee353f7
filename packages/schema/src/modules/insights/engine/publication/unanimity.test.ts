import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { hideForced, type ShownGroup } from './unanimity.ts';

const TOP = 2;
/** Residues of the tree C ⊃ A ⊃ A1 and C ⊃ B, and which of them each group contains. */
const MEMBERS: Record<string, readonly number[]> = { C: [0, 1, 2, 3], A: [1, 2], A1: [2], B: [3] };
const PARENT: Record<string, string | null> = { C: null, A: 'C', A1: 'A', B: 'C' };

interface Case {
  readonly sizes: readonly number[];
  readonly groups: readonly ShownGroup[];
}

function sumOver(values: readonly number[], members: readonly number[]): number {
  return members.reduce((sum, member) => sum + (values[member] ?? 0), 0);
}

/** Draws residues that lean to one end, and bounds around the true sums of every group. */
function drawCase(random: Random): Case {
  const sizes = [0, 1, 2, 3].map(() => 3 + random.integer(3));
  const lean = random.uniform();
  const sums = sizes.map((n) => {
    const draw = (): number => (random.uniform() < 0.75 ? (lean < 0.5 ? TOP : 0) : random.integer(TOP + 1));
    return Array.from({ length: n }, draw).reduce((sum, grade) => sum + grade, 0);
  });
  const slack = 0.5 + 2 * random.uniform();
  const groups = Object.entries(MEMBERS).map(([id, members]) => {
    const [n, sum] = [sumOver(sizes, members), sumOver(sums, members)];
    return { id, parent: PARENT[id] ?? null, n, least: Math.max(0, sum - slack), most: Math.min(TOP * n, sum + slack) };
  });
  return { sizes, groups };
}

/** Every assignment of sums to residues that fits the bounds, by plain enumeration. */
function* fitting(
  { sizes }: Case,
  shown: readonly ShownGroup[],
  prefix: readonly number[] = [],
): Generator<readonly number[]> {
  const n = sizes[prefix.length];
  if (n === undefined) {
    const fits = shown.every(({ id, least, most }) => {
      const sum = sumOver(prefix, MEMBERS[id] ?? []);
      return sum >= least - 1e-9 && sum <= most + 1e-9;
    });
    if (fits) yield prefix;
    return;
  }
  for (let sum = 0; sum <= TOP * n; sum += 1) yield* fitting({ sizes, groups: shown }, shown, [...prefix, sum]);
}

/** What a reader sees as separate groups: residues of the shown tree, as lists of the finest residues. */
function residuesOf(shown: readonly ShownGroup[]): number[][] {
  return shown.map(({ id }) => {
    const inner = shown.filter(
      (other) => other.id !== id && (MEMBERS[other.id] ?? []).every((member) => MEMBERS[id]?.includes(member)),
    );
    return (MEMBERS[id] ?? []).filter((member) => !inner.some((other) => MEMBERS[other.id]?.includes(member)));
  });
}

function isAnyForced(drawn: Case, shown: readonly ShownGroup[]): boolean {
  const possible = [...fitting(drawn, shown)];
  return [...residuesOf(shown), ...shown.map(({ id }) => [...(MEMBERS[id] ?? [])])].some((members) => {
    const n = sumOver(drawn.sizes, members);
    const sums = possible.map((values) => sumOver(values, members));
    return n > 0 && (Math.min(...sums) >= TOP * (n - 1) || Math.max(...sums) <= TOP);
  });
}

describe('hiding what would force a group to an end of the scale', () => {
  test('leaves no group and no residue forced, by enumeration of every possible answer', () => {
    const random = createRandom(41);
    const counts = { forcedBefore: 0, hidden: 0, shown: 0 };
    for (let round = 0; round < 120; round += 1) {
      const drawn = drawCase(random);
      const hidden = hideForced(drawn.groups, TOP);
      const shown = drawn.groups.filter(({ id }) => !hidden.has(id));
      counts.forcedBefore += isAnyForced(drawn, drawn.groups) ? 1 : 0;
      counts.hidden += hidden.size;
      counts.shown += shown.length;
      expect(isAnyForced(drawn, shown)).toBe(false);
    }
    expect(counts.forcedBefore).toBeGreaterThan(40);
    expect(counts.shown).toBeGreaterThan(40);
  });

  test('hides nothing where nothing is forced', () => {
    const random = createRandom(43);
    for (let round = 0; round < 120; round += 1) {
      const drawn = drawCase(random);
      if (!isAnyForced(drawn, drawn.groups)) expect(hideForced(drawn.groups, TOP)).toEqual(new Set());
    }
  });
});
