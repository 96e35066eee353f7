/**
 * Homogeneity of groups that nobody published: the difference of a whole and its parts can be so close to an end of the
 * scale that everybody in it must have chosen that end, although every number shown is harmless by itself.
 *
 * For nested groups the possible sums of every group and residue follow from two passes over the tree (up: what the parts
 * allow, down: what the whole allows); for a tree these bounds are exact.
 */

/** A published group: its nearest published ancestor, its raters, and the sums a reader holds possible (in grades from 0). */
export interface ShownGroup {
  readonly id: string;
  readonly parent: string | null;
  readonly n: number;
  readonly least: number;
  readonly most: number;
}

interface Bounds {
  least: number;
  most: number;
}

const ROUNDING = 1e-9;

/**
 * Returns the groups that must not be shown so that no group or residue is forced to an end of a scale with grades
 * 0..`top`, even in the eyes of one of its members who chose the other end. Takes back the smallest part of a forced
 * whole first.
 */
export function hideForced(groups: readonly ShownGroup[], top: number): Set<string> {
  const hidden = new Set<string>();
  const wholeGrades = groups.map(toWholeGrades);
  for (;;) {
    const rest = withoutHidden(wholeGrades, hidden);
    const forced = findForced(rest, top);
    if (forced === undefined) return hidden;
    hidden.add(forced);
  }
}

/** Sums of grades are whole numbers, which narrows the bounds; bounds that hold none are left (means of several answers). */
function toWholeGrades(group: ShownGroup): ShownGroup {
  const [least, most] = [Math.ceil(group.least - ROUNDING), Math.floor(group.most + ROUNDING)];
  return least <= most ? { ...group, least, most } : group;
}

/** The id of a group whose withholding is the next step against a forced residue, or undefined if nothing is forced. */
function findForced(groups: readonly ShownGroup[], top: number): string | undefined {
  const parts = partsOf(groups);
  const up = new Map<string, Bounds>();
  const ordered = parentsFirst(groups, parts);
  for (const group of ordered.toReversed())
    up.set(group.id, boundsFromParts(group, parts.get(group.id) ?? [], up, top));
  const final = new Map<string, Bounds>();
  for (const group of ordered) {
    const own = final.get(group.id) ?? up.get(group.id) ?? group;
    const below = parts.get(group.id) ?? [];
    const rest = residueBounds(group, own, below, up);
    for (const part of below) final.set(part.id, boundsFromWhole(part, own, below, up, rest.n * top));
    if (isForced(rest.n, rest.bounds, top)) return (smallest(below) ?? group).id;
    if (isForced(group.n, own, top)) return group.id;
  }
  return undefined;
}

function boundsFromParts(
  group: ShownGroup,
  parts: readonly ShownGroup[],
  up: ReadonlyMap<string, Bounds>,
  top: number,
): Bounds {
  const rest = parts.reduce((n, part) => n - part.n, group.n);
  return {
    least: Math.max(group.least, total(parts, up, 'least')),
    most: Math.min(group.most, total(parts, up, 'most') + rest * top),
  };
}

function boundsFromWhole(
  part: ShownGroup,
  whole: Bounds,
  parts: readonly ShownGroup[],
  up: ReadonlyMap<string, Bounds>,
  restMost: number,
): Bounds {
  const own = up.get(part.id) ?? part;
  const othersLeast = total(parts, up, 'least') - own.least;
  const othersMost = total(parts, up, 'most') - own.most + restMost;
  return { least: Math.max(own.least, whole.least - othersMost), most: Math.min(own.most, whole.most - othersLeast) };
}

function residueBounds(
  group: ShownGroup,
  own: Bounds,
  parts: readonly ShownGroup[],
  up: ReadonlyMap<string, Bounds>,
): { n: number; bounds: Bounds } {
  const n = parts.reduce((rest, part) => rest - part.n, group.n);
  return { n, bounds: { least: own.least - total(parts, up, 'most'), most: own.most - total(parts, up, 'least') } };
}

/** Whether a member at one end could conclude that all the others are at the opposite end. */
function isForced(n: number, { least, most }: Bounds, top: number): boolean {
  return n > 0 && (Math.ceil(least - ROUNDING) >= top * (n - 1) || Math.floor(most + ROUNDING) <= top);
}

function total(parts: readonly ShownGroup[], bounds: ReadonlyMap<string, Bounds>, side: keyof Bounds): number {
  return parts.reduce((sum, part) => sum + (bounds.get(part.id) ?? part)[side], 0);
}

function smallest(parts: readonly ShownGroup[]): ShownGroup | undefined {
  return parts.toSorted((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1))[0];
}

function withoutHidden(groups: readonly ShownGroup[], hidden: ReadonlySet<string>): ShownGroup[] {
  const parentOf = new Map(groups.map(({ id, parent }) => [id, parent]));
  const shownAbove = (id: string | null): string | null =>
    id !== null && hidden.has(id) ? shownAbove(parentOf.get(id) ?? null) : id;
  return groups.filter(({ id }) => !hidden.has(id)).map((group) => ({ ...group, parent: shownAbove(group.parent) }));
}

function partsOf(groups: readonly ShownGroup[]): Map<string, ShownGroup[]> {
  const parts = new Map<string, ShownGroup[]>(groups.map(({ id }) => [id, []]));
  for (const group of groups) if (group.parent !== null) parts.get(group.parent)?.push(group);
  return parts;
}

function parentsFirst(groups: readonly ShownGroup[], parts: ReadonlyMap<string, readonly ShownGroup[]>): ShownGroup[] {
  const ordered = groups.filter(({ parent }) => parent === null);
  for (const group of ordered) ordered.push(...(parts.get(group.id) ?? []));
  return ordered;
}
