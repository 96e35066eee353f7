import type { Topic } from '../../generated/prisma/client.ts';
import type { Db } from '../../kernel/database.ts';
import type { PackTopic } from './content/pack-file.ts';

const asFile = ({ id, code, packKey, countsAs, name, nameEn, hiddenAt }: Topic): PackTopic => ({
  key: code ?? packKey ?? id,
  ...(code ? {} : { countsAs }),
  name: { ja: name, en: nameEn },
  ...(hiddenAt ? { hidden: true } : {}),
});

/** The tenant's topics in its order, hidden ones included. */
export const topicsInOrder = (db: Db, tenantId: string): Promise<Topic[]> =>
  db.topic.findMany({ where: { tenantId }, orderBy: [{ position: 'asc' }, { id: 'asc' }] });

/** The tenant's topics as a content pack has them. */
export const topicsAsFile = async (db: Db, tenantId: string): Promise<PackTopic[]> =>
  (await topicsInOrder(db, tenantId)).map(asFile);
