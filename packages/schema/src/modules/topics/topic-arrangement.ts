import { z } from 'zod';
import { type Topic, TopicCode } from '../../generated/prisma/client.ts';
import type { Db } from '../../kernel/database.ts';
import { isForeignKeyViolation } from '../../kernel/database-errors.ts';
import { newId } from '../../kernel/ids.ts';
import { NotNow } from '../../kernel/problems.ts';
import { now } from '../../kernel/time.ts';
import { isDefaultCode, type PackTopic } from './content/pack-file.ts';
import { topicsInOrder } from './topics-file.ts';
import { says } from './words.ts';

const Standing = z.object({
  name: z.string(),
  nameEn: z.string(),
  countsAs: z.enum(TopicCode),
  position: z.int(),
  hidden: z.boolean(),
});
type Standing = z.output<typeof Standing>;

/** What a pack does to the topics of a tenant, as it is kept to be taken back. */
export const Arrangement = z.object({
  created: z.array(z.object({ id: z.string(), key: z.string(), after: Standing })).default([]),
  changed: z.array(z.object({ id: z.string(), before: Standing, after: Standing })).default([]),
});

/** What a pack does to the topics of a tenant. */
export type Arrangement = z.output<typeof Arrangement>;

const standingOf = ({ name, nameEn, countsAs, position, hiddenAt }: Topic): Standing => {
  return { name, nameEn, countsAs, position, hidden: hiddenAt !== null };
};

const isSame = (one: Standing, other: Standing): boolean =>
  one.name === other.name &&
  one.nameEn === other.nameEn &&
  one.countsAs === other.countsAs &&
  one.position === other.position &&
  one.hidden === other.hidden;

const isMeant = (topic: Topic, key: string): boolean =>
  isDefaultCode(key) ? topic.code === key : topic.packKey === key || (topic.code === null && topic.id === key);

const wanted = ({ key, countsAs, name, hidden }: PackTopic, position: number): Standing => ({
  name: name.ja,
  nameEn: name.en,
  countsAs: isDefaultCode(key) ? key : (countsAs ?? 'OTHER'),
  position,
  hidden: hidden ?? false,
});

/**
 * What makes the topics of a tenant those of a pack, in its order; topics that are not in it follow in their former order, for
 * sessions name them. Nothing is written.
 */
export async function planTopics(db: Db, tenantId: string, pack: readonly PackTopic[]): Promise<Arrangement> {
  const there = await topicsInOrder(db, tenantId);
  const arranged = pack.map((topic, position) => {
    const found = there.find((one) => isMeant(one, topic.key));
    return { key: topic.key, found, after: wanted(topic, position) };
  });
  const others = there.filter((topic) => arranged.every(({ found }) => found?.id !== topic.id));
  const moved = others.map((topic, place) => ({
    id: topic.id,
    before: standingOf(topic),
    after: { ...standingOf(topic), position: pack.length + place },
  }));
  const known = arranged.flatMap(({ found, after }) =>
    found ? [{ id: found.id, before: standingOf(found), after }] : [],
  );
  return {
    created: arranged.flatMap(({ key, found, after }) => (found ? [] : [{ id: newId('top'), key, after }])),
    changed: [...known, ...moved].filter(({ before, after }) => !isSame(before, after)),
  };
}

const columnsOf = ({ hidden, ...standing }: Standing, hiddenAt: Date | null = null) => ({
  ...standing,
  hiddenAt: hidden ? (hiddenAt ?? now()) : null,
});

async function rewrite(db: Db, tenantId: string, rows: readonly { id: string; standing: Standing }[]): Promise<void> {
  for (const { id, standing } of rows) {
    const topic = await db.topic.findFirst({ where: { tenantId, id } });
    await db.topic.updateMany({ where: { tenantId, id }, data: columnsOf(standing, topic?.hiddenAt) });
  }
}

/** Writes what was planned, in the transaction it was planned in. */
export async function arrangeTopics(db: Db, tenantId: string, { created, changed }: Arrangement): Promise<void> {
  await rewrite(
    db,
    tenantId,
    changed.map(({ id, after }) => ({ id, standing: after })),
  );
  const data = created.map(({ id, key, after }) => {
    const packKey = isDefaultCode(key) ? {} : { packKey: key };
    const code = isDefaultCode(key) ? { code: key } : {};
    return { tenantId, id, ...packKey, ...code, ...columnsOf(after), createdAt: now() };
  });
  await db.topic.createMany({ data });
}

/** Throws NotNow PACK_USED where a topic is no longer what the pack made of it. */
async function demandUnchanged(db: Db, tenantId: string, { created, changed }: Arrangement): Promise<void> {
  const there = new Map((await topicsInOrder(db, tenantId)).map((topic) => [topic.id, standingOf(topic)]));
  const isChanged = [...created, ...changed].some(({ id, after }) => {
    const standing = there.get(id);
    return !standing || !isSame(standing, after);
  });
  if (isChanged) throw new NotNow(says.PACK_USED);
}

/** Makes the topics what they were before a pack. Throws NotNow PACK_USED where one was used or changed since. */
export async function restoreTopics(db: Db, tenantId: string, arrangement: Arrangement): Promise<void> {
  await demandUnchanged(db, tenantId, arrangement);
  const ids = arrangement.created.map(({ id }) => id);
  try {
    await db.topic.deleteMany({ where: { tenantId, id: { in: ids } } });
  } catch (error) {
    // A theme or a priority names it; who of a session may be asked is not the administrator's to see.
    throw isForeignKeyViolation(error) ? new NotNow(says.PACK_USED) : error;
  }
  await rewrite(
    db,
    tenantId,
    arrangement.changed.map(({ id, before }) => ({ id, standing: before })),
  );
}
