interface Placed {
  readonly id: string;
  readonly path: string;
  readonly position: number;
}

const PAD = 6;

/** Departments in tree order: each after the one it belongs to, siblings by position. All of a tree, or of several. */
export function inTreeOrder<Department extends Placed>(departments: readonly Department[]): Department[] {
  const keys = new Map(departments.map(({ id, position }) => [id, `${String(position).padStart(PAD, '0')}${id}`]));
  const keyOf = ({ path }: Placed) => path.replaceAll(/[^/]+/g, (id) => keys.get(id) ?? id);
  return departments
    .map((department) => ({ department, key: keyOf(department) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ department }) => department);
}
