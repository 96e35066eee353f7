import { isObjectType } from 'graphql';
import { type Actor, freshActor } from '../kernel/actor.ts';
import { guardedTypes } from '../kernel/guarded.ts';
import { typeOfId } from '../kernel/ids.ts';
import { schema } from '../schema.ts';
import type { FileDatabase } from './database.ts';
import { documentsOfNode, documentsOfRoots } from './every-path.ts';
import { run } from './run.ts';

const MAY_NOT = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/** An id somewhere in the database, and whose it is. */
export interface Row {
  readonly id: string;
  readonly tenant: string;
}

/** Every id that stands anywhere in the database, with whose it is. */
export async function everyRow(tables: Pick<FileDatabase, 'query'>): Promise<Row[]> {
  const names = await tables.query<{ name: string }>(
    'admin',
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id'
     intersect select table_name from information_schema.columns where column_name = 'tenant_id'`,
  );
  const found = [];
  for (const { name } of names)
    found.push(...(await tables.query<Row & object>('admin', `select id, tenant_id as tenant from "${name}"`)));
  return found;
}

/** Everything that the actor can be told on any path (of those that are asked for), as one text. */
export async function everythingFor(
  actor: Actor,
  rows: readonly Row[],
  isAsked: (document: string) => boolean = () => true,
): Promise<string> {
  const told: string[] = [];
  const asked: (readonly [document: string, variables: Record<string, string>])[] = [];
  for (const document of documentsOfRoots(schema, 3)) asked.push([document, {}]);
  for (const { typeName, kind } of guardedTypes()) {
    const type = schema.getType(typeName);
    if (kind !== 'node' || !isObjectType(type)) continue;
    const named = rows.filter(({ id }) => typeOfId(id) === typeName);
    const [shallow = '', ...deeper] = documentsOfNode(type, 2);
    // Topics are many and alike: of such, the paths from a few will do.
    for (const [place, { id }] of named.entries())
      for (const document of place < 12 ? [shallow, ...deeper] : [shallow]) asked.push([document, { id }]);
  }
  const ask = async () => {
    for (let next = asked.pop(); next; next = asked.pop()) {
      if (!isAsked(next[0])) continue;
      const { data, errors = [] } = await run(freshActor(actor), ...next);
      for (const { message, originalError } of errors) {
        told.push(message);
        if (!(originalError && 'code' in originalError && MAY_NOT.has(String(originalError.code)))) throw originalError;
      }
      told.push(JSON.stringify(data));
    }
  };
  await Promise.all([ask(), ask(), ask()]);
  return told.join('\n');
}
