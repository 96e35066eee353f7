/**
 * Minimises a function of a few variables without derivatives (Nelder and Mead 1965, the usual coefficients 1, 2, ½, ½).
 * Starts from `start` with edges of length `step`; stops when the corners differ by less than 1e-10 in value and 1e-7 in place,
 * or after `maxSteps`. Returns the best corner.
 */
export function minimiseByPolytope(
  value: (point: readonly number[]) => number,
  start: readonly number[],
  step: number,
  maxSteps = 400,
): readonly number[] {
  const corner = (point: readonly number[]): Corner => ({ point, value: value(point) });
  let corners = [start, ...start.map((_, axis) => start.map((x, at) => (at === axis ? x + step : x)))].map(corner);
  for (let done = 0; done < maxSteps; done += 1) {
    corners = corners.toSorted((a, b) => a.value - b.value);
    if (isCollapsed(corners)) break;
    corners = improve(corners, corner);
  }
  return corners.toSorted((a, b) => a.value - b.value)[0]!.point;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/** One step on corners ordered from best to worst. */
function improve(corners: readonly Corner[], corner: (point: readonly number[]) => Corner): Corner[] {
  const [best, worst, second] = [corners[0]!, corners.at(-1)!, corners.at(-2)!];
  const kept = corners.slice(0, -1);
  const centre = best.point.map((_, axis) => kept.reduce((sum, { point }) => sum + point[axis]!, 0) / kept.length);
  const along = (length: number): Corner => corner(centre.map((c, axis) => c + length * (c - worst.point[axis]!)));
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(2);
    return [...kept, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...kept, reflected];
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
  if (contracted.value < Math.min(worst.value, reflected.value)) return [...kept, contracted];
  return [best, ...corners.slice(1).map(({ point }) => corner(point.map((x, axis) => (x + best.point[axis]!) / 2)))];
}

function isCollapsed(corners: readonly Corner[]): boolean {
  const [best, worst] = [corners[0]!, corners.at(-1)!];
  const spread = Math.max(
    ...corners.map(({ point }) => Math.max(...point.map((x, axis) => Math.abs(x - best.point[axis]!)))),
  );
  return worst.value - best.value < 1e-10 && spread < 1e-7;
}
