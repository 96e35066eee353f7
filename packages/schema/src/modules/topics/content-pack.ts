import { z } from 'zod';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { TopicCode } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { newId, registerIds } from '../../kernel/ids.ts';
import { parseInput } from '../../kernel/parse.ts';
import { NotNow } from '../../kernel/problems.ts';
import { forbidden } from '../../kernel/refusals.ts';
import { retain } from '../../kernel/retention.ts';
import { now } from '../../kernel/time.ts';
import { nameOfThing } from '../tenancy/name-input.ts';
import { BUILT_IN } from './content/built-in-pack.ts';
import { DEFAULT_CODES, PackFile, QuestionRow, StageText } from './content/pack-file.ts';
import { type PackInUse, packInUse } from './pack-in-use.ts';
import { canManageTopics } from './topic.policy.ts';
import { topicsAsFile } from './topics-file.ts';
import { says } from './words.ts';

registerIds({ cpk: 'ContentPack' });

declare module '../../kernel/events.ts' {
  interface Events {
    'content.forked': Record<never, string>;
    'content.changed': Record<never, string>;
    'content.imported': Record<never, string>;
    'content.takenBack': Record<never, string>;
  }
}

/** Versions that are kept beside the one in use. */
const KEPT_VERSIONS = 50;

/** Throws FORBIDDEN unless the actor manages topics. */
export function demandContent(actor: Actor): void {
  if (!canManageTopics(actor)) throw forbidden();
}

/** Lets nobody else change the tenant's content until the transaction ends: versions follow each other. */
export async function lockContent(db: Db, tenantId: string): Promise<void> {
  await db.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`content:${tenantId}`}, 0))::text`;
}

const EVENTS = { FORKED: 'content.forked', CHANGED: 'content.changed', IMPORTED: 'content.imported' } as const;

interface NewVersion {
  readonly origin: keyof typeof EVENTS;
  readonly file: PackFile;
  /** What was done to the topics with it. */
  readonly arranged?: Prisma.InputJsonObject;
}

/** Puts a new version into use; of the old ones the latest are kept. */
export async function addVersion(db: Db, actor: Actor, { origin, file, arranged = {} }: NewVersion) {
  const { tenantId, userId: createdById } = actor;
  const { _max } = await db.contentPack.aggregate({ where: { tenantId }, _max: { number: true } });
  const [packId, number] = [newId('cpk'), (_max.number ?? 0) + 1];
  const made = { origin, content: file, arranged, createdById, createdAt: now() };
  await db.contentPack.create({ data: { tenantId, id: packId, number, ...made }, select: { id: true } });
  await db.contentPack.deleteMany({ where: { tenantId, number: { lt: number - KEPT_VERSIONS } } });
  await record(db, { type: EVENTS[origin], subject: { type: 'ContentPack', id: packId }, ids: {}, actor });
  return { id: packId };
}

const ForkContent = z.object({
  name: nameOfThing(60),
  nameEn: nameOfThing(60),
  from: z.enum(['IN_USE', 'BUILT_IN']).nullish(),
});

/**
 * Takes over what is in use, or the built-in pack anew, under a name of the tenant's own, so that it can be changed; the topics
 * stay as they are. Throws InvalidInput, FORBIDDEN.
 */
export async function forkContent(actor: Actor, input: z.input<typeof ForkContent>): Promise<{ id: string }> {
  demandContent(actor);
  const { name, nameEn, from } = parseInput(actor, ForkContent, input);
  return transact(actor, async (db) => {
    await lockContent(db, actor.tenantId);
    const source = from === 'BUILT_IN' ? BUILT_IN : (await packInUse(db, actor.tenantId)).file;
    const basedOn = `${source.name.en} ${source.version}`;
    const topics = await topicsAsFile(db, actor.tenantId);
    const file = { ...source, name: { ja: name, en: nameEn }, version: '1', basedOn, topics };
    return addVersion(db, actor, { origin: 'FORKED', file });
  });
}

/** The version after another: its last number is one more. */
const nextVersion = (version: string): string => {
  const [, before = '', last] = /^(.*?)(\d+)$/.exec(version) ?? [];
  return (last ? `${before}${Number(last) + 1}` : `${version}.1`).slice(0, 20);
};

async function changeOwn(actor: Actor, change: (file: PackFile) => Partial<PackFile>): Promise<{ id: string }> {
  return transact(actor, async (db) => {
    await lockContent(db, actor.tenantId);
    const { id, file }: PackInUse = await packInUse(db, actor.tenantId);
    if (!id) throw new NotNow(says.PACK_NOT_OWN);
    const topics = await topicsAsFile(db, actor.tenantId);
    const changed = { ...file, ...change(file), topics, version: nextVersion(file.version) };
    return addVersion(db, actor, { origin: 'CHANGED', file: changed });
  });
}

const ChangeQuestions = QuestionRow.extend({ topicCode: z.enum(DEFAULT_CODES) });

/** The prompts for a topic as they are given; OTHER has none and is refused. */
type QuestionsGiven = Omit<z.input<typeof ChangeQuestions>, 'topicCode'> & { readonly topicCode: TopicCode };

/** Changes the prompts for one of the seven topics. Throws NotNow PACK_NOT_OWN before a fork, InvalidInput, FORBIDDEN. */
export async function changeQuestions(actor: Actor, input: QuestionsGiven): Promise<{ id: string }> {
  demandContent(actor);
  const { topicCode, ...row } = parseInput(actor, ChangeQuestions, input);
  return changeOwn(actor, ({ questions }) => ({ questions: { ...questions, [topicCode]: row } }));
}

/** Changes what talks are for at one level. Throws NotNow PACK_NOT_OWN before a fork, InvalidInput, FORBIDDEN. */
export async function changeStage(actor: Actor, input: z.input<typeof StageText>): Promise<{ id: string }> {
  demandContent(actor);
  const stage = parseInput(actor, StageText, input);
  return changeOwn(actor, ({ stages }) => ({
    stages: stages.map((one) => (one.level === stage.level ? stage : one)),
  }));
}

retain('ContentPack', { says: `Kept while it is in use, and ${KEPT_VERSIONS} versions beside it.` });
