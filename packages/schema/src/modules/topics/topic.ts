import { z } from 'zod';
import { TopicCode } from '../../generated/prisma/enums.ts';
import { jobActor, type Actor } from '../../kernel/actor.ts';
import { database, transact, type Db } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { Conflict, LimitReached } from '../../kernel/problems.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';
import { invalidAt } from '../tenancy/invalid.ts';
import { kept } from '../tenancy/kept.ts';
import { nameOfThing } from '../tenancy/name-input.ts';
import { DEFAULT_TOPICS } from './content/topic-names.ts';
import { canManageTopics, visibleTopics } from './topic.policy.ts';
import { says } from './words.ts';

registerIds({ top: 'Topic' });

declare module '../../kernel/events.ts' {
  interface Events {
    'topic.created': Record<never, string>;
    'topic.changed': Record<never, string>;
    'topic.hidden': Record<never, string>;
    'topic.shown': Record<never, string>;
    'topic.ordered': Record<never, string>;
  }
}

/** Most topics a tenant may have, hidden ones included: a list that long no longer makes it permissible to raise a thing. */
export const MAX_TOPICS = 60;

/** A piece of input: what a topic is called in a language. */
export const topicName = () => nameOfThing(40);
const countsAs = () => z.enum(TopicCode);
const topicId = id('top');

type TopicEvent = 'topic.created' | 'topic.changed' | 'topic.hidden' | 'topic.shown' | 'topic.ordered';

const note = (db: Db, actor: Actor, type: TopicEvent, subjectId: string) =>
  record(db, { type, subject: { type: 'Topic', id: subjectId }, ids: {}, actor });

const demandManagement = (actor: Actor): void => {
  if (!canManageTopics(actor)) throw forbidden();
};

/** Gives a new tenant its seven topics, in the published order; those it has already stay as they are. */
export async function addDefaultTopics(tenantId: string): Promise<void> {
  const actor = jobActor(tenantId, 'topics.addDefaultTopics');
  const data = DEFAULT_TOPICS.map(({ code, name: names }, position) => ({
    tenantId,
    id: newId('top'),
    code,
    countsAs: code,
    name: names.ja,
    nameEn: names.en,
    position,
    createdAt: now(),
  }));
  await transact(actor, (db) => db.topic.createMany({ data, skipDuplicates: true }));
}

/** The topics of the tenant in its order; those taken off the list only where asked for, after the others. */
export const listTopics = (actor: Actor, { includeHidden }: { includeHidden: boolean }) =>
  database(actor).topic.findMany({
    where: { AND: visibleTopics(actor), ...(includeHidden ? {} : { hiddenAt: null }) },
    orderBy: [{ hiddenAt: { sort: 'asc', nulls: 'first' } }, { position: 'asc' }, { id: 'asc' }],
  });

const CreateTopic = z.object({ name: topicName(), nameEn: topicName(), countsAs: countsAs() });

/** Adds a topic of the tenant's own at the end of the list. Throws InvalidInput, LimitReached, FORBIDDEN. */
export async function createTopic(actor: Actor, input: z.input<typeof CreateTopic>): Promise<{ id: string }> {
  demandManagement(actor);
  const given = parseInput(actor, CreateTopic, input);
  const { tenantId } = actor;
  const made = newId('top');
  await transact(actor, async (db) => {
    if ((await db.topic.count({ where: { tenantId } })) >= MAX_TOPICS) throw new LimitReached(MAX_TOPICS);
    const { _max } = await db.topic.aggregate({ where: { tenantId }, _max: { position: true } });
    await db.topic.create({
      data: { tenantId, id: made, ...given, position: (_max.position ?? -1) + 1, createdAt: now() },
    });
    await note(db, actor, 'topic.created', made);
  });
  return { id: made };
}

const UpdateTopic = z.object({
  topicId,
  name: kept(topicName()),
  nameEn: kept(topicName()),
  countsAs: kept(countsAs()),
});

/** Changes names, and of an own topic what it counts as; a default topic always counts as itself. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function updateTopic(actor: Actor, input: z.input<typeof UpdateTopic>): Promise<{ id: string }> {
  demandManagement(actor);
  const { topicId: changed, countsAs: kind, ...names } = parseInput(actor, UpdateTopic, input);
  await transact(actor, async (db) => {
    const topic = orNotFound(await db.topic.findFirst({ where: { id: changed, AND: visibleTopics(actor) } }));
    const data = topic.code === null && kind ? { ...names, countsAs: kind } : names;
    await db.topic.updateMany({ where: { tenantId: actor.tenantId, id: changed }, data });
    await note(db, actor, 'topic.changed', changed);
  });
  return { id: changed };
}

const OneTopic = z.object({ topicId });

/** Takes a topic off the list; sessions that chose it keep it. Throws Conflict for the last one, InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function hideTopic(actor: Actor, input: z.input<typeof OneTopic>): Promise<{ id: string }> {
  demandManagement(actor);
  const { topicId: hidden } = parseInput(actor, OneTopic, input);
  const { tenantId } = actor;
  await transact(actor, async (db) => {
    // Two admins who hide the last two at once must not both succeed.
    await db.$queryRaw`select 1 from topic where tenant_id = ${tenantId} order by id for no key update`;
    orNotFound(await db.topic.findFirst({ where: { id: hidden, AND: visibleTopics(actor) } }));
    const others = await db.topic.count({ where: { tenantId, hiddenAt: null, NOT: { id: hidden } } });
    if (others === 0) throw new Conflict(says.LAST_TOPIC);
    await db.topic.updateMany({ where: { tenantId, id: hidden, hiddenAt: null }, data: { hiddenAt: now() } });
    await note(db, actor, 'topic.hidden', hidden);
  });
  return { id: hidden };
}

/** Puts a topic back on the list, where it was. Throws InvalidInput, FORBIDDEN, NOT_FOUND. */
export async function showTopic(actor: Actor, input: z.input<typeof OneTopic>): Promise<{ id: string }> {
  demandManagement(actor);
  const { topicId: shown } = parseInput(actor, OneTopic, input);
  await transact(actor, async (db) => {
    orNotFound(await db.topic.findFirst({ where: { id: shown, AND: visibleTopics(actor) } }));
    await db.topic.updateMany({ where: { tenantId: actor.tenantId, id: shown }, data: { hiddenAt: null } });
    await note(db, actor, 'topic.shown', shown);
  });
  return { id: shown };
}

const OrderTopics = z.object({ topicIds: z.array(topicId).min(1).max(MAX_TOPICS) });

/** Puts the topics on the list into this order; each has to be named once. Throws InvalidInput, FORBIDDEN. */
export async function orderTopics(
  actor: Actor,
  input: z.input<typeof OrderTopics>,
): Promise<{ topicIds: readonly string[] }> {
  demandManagement(actor);
  const { topicIds } = parseInput(actor, OrderTopics, input);
  const { tenantId } = actor;
  await transact(actor, async (db) => {
    const listed = await db.topic.findMany({ where: { tenantId, hiddenAt: null }, select: { id: true } });
    const isWhole = new Set(topicIds).size === topicIds.length && listed.length === topicIds.length;
    if (!isWhole || listed.some((topic) => !topicIds.includes(topic.id)))
      throw invalidAt(actor, 'topicIds', says.NOT_EVERY_TOPIC);
    for (const [position, one] of topicIds.entries())
      await db.topic.updateMany({ where: { tenantId, id: one }, data: { position } });
    await note(db, actor, 'topic.ordered', topicIds[0] ?? '');
  });
  return { topicIds };
}

retain('Topic', { says: 'Kept while the tenant is: sessions that chose it name it.' });
