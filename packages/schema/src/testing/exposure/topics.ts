import { newId } from '../../kernel/ids.ts';
import { whoSees } from '../exposure.ts';
import { TENANT } from './tenancy.ts';

whoSees('Topic', {
  seenBy: TENANT,
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('top'), countsAs: 'WORK', name: '仕事', nameEn: 'Work', position: 0 } as const;
      return (await db.topic.create({ data })).id;
    }),
});
