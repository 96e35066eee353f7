import type { Actor } from './actor.ts';
import type { Db } from './database.ts';
import { sealOwn, unseal } from './seal.ts';

/** A column in which one person's words stand, sealed under their own key (`sealOwn`). */
export interface OwnColumn {
  /** The column with the id of the row. */
  readonly key: string;
  /** The column that says whose the words are. */
  readonly author: string;
  /** Under whom they are sealed, where it is not the person's own id; the column of the author bears the same. */
  readonly holder?: (person: Actor) => string;
}

interface Named extends OwnColumn {
  readonly model: string;
  readonly column: string;
}

const columns: Named[] = [];

/** Says that a column (`freeTopic` of the model `Theme`) holds words that are one person's alone; each module does so for its own. */
export function holdsOwn(model: string, column: string, rest: OwnColumn): void {
  columns.push({ model, column, ...rest });
}

/** The columns that hold words of one person alone, as `Model.column`. */
export const ownColumns = (): readonly string[] => columns.map(({ model, column }) => `${model}.${column}`);

const AT_ONCE = 100;

const snake = (name: string): string => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

interface Found {
  readonly row: string;
  readonly sealed: Uint8Array;
}

async function sealColumnAnew(db: Db, person: Actor, { model, column, key, author, holder }: Named): Promise<number> {
  const { tenantId, userId } = person;
  const [table, field, name] = [snake(model), snake(column), holder?.(person) ?? userId];
  // The first byte says how a text was sealed: 1 is under the tenant's key alone.
  const rows = await db.$queryRawUnsafe<Found[]>(
    `select ${key} as row, ${field} as sealed from ${table} where tenant_id = $1 and ${author} = $2
     and get_byte(${field}, 0) = 1 order by ${key} limit ${AT_ONCE} for update`,
    tenantId,
    name,
  );
  for (const { row, sealed } of rows) {
    const place = { table: model, row, column };
    const own = await sealOwn(person, place, await unseal(person, place, sealed), name);
    const update = `update ${table} set ${field} = $1 where tenant_id = $2 and ${key} = $3`;
    await db.$executeRawUnsafe(update, own, tenantId, row);
  }
  return rows.length;
}

/** Seals under the person's own key what was sealed under the tenant's alone, some hundreds of texts at most; says how many they were. */
export async function sealAnew(db: Db, person: Actor): Promise<number> {
  let count = 0;
  for (const column of columns) count += await sealColumnAnew(db, person, column);
  return count;
}
