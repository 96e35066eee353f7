import { database } from '../../kernel/database.ts';
import { inOrder, loader } from '../../kernel/loaders.ts';

/** Somebody whom an erasure, a hold or a restriction names, for who may see that: also while their data is restricted. */
export const concerned = loader(async (actor, ids: readonly string[]) => {
  const found = await database(actor).user.findMany({ where: { tenantId: actor.tenantId, id: { in: [...ids] } } });
  return inOrder(ids, found, (user) => user.id);
});
