import type { Pair } from '../../generated/prisma/client.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { visiblePairs } from '../pairs/pair.policy.ts';

const found = loader(async (actor, ids: readonly string[]): Promise<(Pair | null)[]> => {
  const pairs = await database(actor).pair.findMany({ where: { AND: visiblePairs(actor), id: { in: [...ids] } } });
  return ids.map((id) => pairs.find((pair) => pair.id === id) ?? null);
});

/** The pair of a standing; all of a page in one statement. */
export const pairOf = async (...[actor, id]: Parameters<typeof found>): Promise<Pair> =>
  orNotFound(await found(actor, id));
