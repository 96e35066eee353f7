import { newId } from '../../kernel/ids.ts';
import { BUILT_IN } from '../../modules/topics/content/built-in-pack.ts';
import { type Cast, whoSees } from '../exposure.ts';
import { TENANT } from './tenancy.ts';

whoSees('Topic', {
  seenBy: TENANT,
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const data = { tenantId, id: newId('top'), countsAs: 'WORK', name: '仕事', nameEn: 'Work', position: 0 } as const;
      return (await db.topic.create({ data })).id;
    }),
});

/** Writes that a topic is required of everybody in January 2030. */
export const writeTopicPriority = ({ write }: Cast) =>
  write('admin', async (db, { tenantId }) => {
    const topic = { tenantId, id: newId('top'), countsAs: 'WORK', name: '仕事', nameEn: 'Work', position: 0 } as const;
    await db.topic.create({ data: topic });
    const days = { from: new Date('2030-01-01T00:00:00Z'), until: new Date('2030-02-01T00:00:00Z') };
    const words = { why: '面談', whyEn: 'Review', createdAt: new Date('2030-01-01T00:00:00Z') };
    const data = { tenantId, id: newId('tpr'), topicId: topic.id, kind: 'REQUIRED', ...days, ...words } as const;
    return (await db.topicPriority.create({ data })).id;
  });

whoSees('TopicPriority', { seenBy: ['admin', 'key'], make: writeTopicPriority });

whoSees('ContentPack', {
  seenBy: ['admin', 'key'],
  make: ({ write }) =>
    write('admin', async (db, { tenantId }) => {
      const made = { number: 1, origin: 'FORKED', content: { ...BUILT_IN, basedOn: 'Taiwa 1' } } as const;
      const data = { tenantId, id: newId('cpk'), ...made, createdAt: new Date('2030-01-01T00:00:00Z') };
      return (await db.contentPack.create({ data })).id;
    }),
});
