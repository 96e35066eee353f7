import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import { type Db, transact } from '../../kernel/database.ts';
import { record } from '../../kernel/events.ts';
import { id, parseInput } from '../../kernel/parse.ts';
import { InvalidInput, type Issue, NotNow } from '../../kernel/problems.ts';
import { orNotFound } from '../../kernel/refusals.ts';
import { acceptUploads } from '../../kernel/upload-purposes.ts';
import { peekUpload, takeUpload } from '../../kernel/uploads.ts';
import { now } from '../../kernel/time.ts';
import { nameIn } from '../tenancy/name.ts';
import { addVersion, demandContent, lockContent } from './content-pack.ts';
import { DEFAULT_CODES, MAX_PACK_BYTES, PackFile } from './content/pack-file.ts';
import { packInUse } from './pack-in-use.ts';
import { canManageTopics, visibleContentPacks } from './topic.policy.ts';
import {
  type Arrangement,
  Arrangement as ArrangementSchema,
  arrangeTopics,
  planTopics,
  restoreTopics,
} from './topic-arrangement.ts';
import { MAX_TOPICS } from './topic.ts';
import { says } from './words.ts';

const PURPOSE = 'CONTENT_PACK';

acceptUploads(PURPOSE, {
  description: 'A content pack, for `importContent`; needs topics:write.',
  scope: 'topics:write',
  may: canManageTopics,
  maxBytes: MAX_PACK_BYTES,
});

/** What an import of a content pack changes, thing by thing. */
export interface ContentChange {
  readonly kind: 'TOPIC_ADDED' | 'TOPIC_CHANGED' | 'QUESTIONS_CHANGED' | 'STAGE_CHANGED';
  /** What the thing is called in the actor's language. */
  readonly label: string;
}

/** What came of a file. */
export interface ContentImport {
  /** Everything that is not right; nothing is written with any. */
  readonly issues: readonly Issue[];
  readonly changes: readonly ContentChange[];
  /** The version that was made; null for a dry run, or where something is not right. */
  readonly id: string | null;
}

function parsed(actor: Actor, content: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    throw new InvalidInput([{ path: [], message: says.PACK_NOT_JSON.says[actor.language] }]);
  }
}

/** The pack in a file, or everything that is not right in it. */
function readPack(actor: Actor, content: Buffer): { file: PackFile } | { issues: readonly Issue[] } {
  try {
    return { file: parseInput(actor, PackFile, parsed(actor, content)) };
  } catch (error) {
    if (error instanceof InvalidInput) return { issues: error.issues };
    throw error;
  }
}

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

function changesOf(actor: Actor, before: PackFile, after: PackFile, topics: Arrangement): ContentChange[] {
  const { language } = actor;
  const nameOf = (standing: { name: string; nameEn: string }) => nameIn(language, standing);
  const codes = DEFAULT_CODES.filter((code) => differs(before.questions[code], after.questions[code]));
  const named = new Map(after.topics.map(({ key, name }) => [key, name[language]]));
  const stages = after.stages.filter((stage, place) => differs(before.stages[place], stage));
  return [
    ...topics.created.map((topic) => ({ kind: 'TOPIC_ADDED' as const, label: nameOf(topic.after) })),
    ...topics.changed.map((topic) => ({ kind: 'TOPIC_CHANGED' as const, label: nameOf(topic.after) })),
    ...codes.map((code) => ({ kind: 'QUESTIONS_CHANGED' as const, label: named.get(code) ?? code })),
    ...stages.map(({ name }) => ({ kind: 'STAGE_CHANGED' as const, label: name[language] })),
  ];
}

async function issuesOfMany(db: Db, actor: Actor, topics: Arrangement): Promise<Issue[]> {
  const there = await db.topic.count({ where: { tenantId: actor.tenantId } });
  if (there + topics.created.length <= MAX_TOPICS) return [];
  const message = says.PACK_TOO_MANY_TOPICS.says[actor.language].replace('{limit}', String(MAX_TOPICS));
  return [{ path: ['topics'], message }];
}

const ImportContent = z.object({ uploadId: id('upl'), dryRun: z.boolean() });

/**
 * Makes a content pack from a file the tenant's own: everything in it or nothing. A dry run writes nothing, tells every issue
 * and every change, and leaves the file to be imported. Throws NotNow before the file has come, InvalidInput, FORBIDDEN,
 * NOT_FOUND (file).
 */
export async function importContent(actor: Actor, input: z.input<typeof ImportContent>): Promise<ContentImport> {
  demandContent(actor);
  const { uploadId, dryRun } = parseInput(actor, ImportContent, input);
  return transact(actor, async (db) => {
    await lockContent(db, actor.tenantId);
    const { content } = dryRun
      ? await peekUpload(actor, uploadId, PURPOSE)
      : await takeUpload(db, actor, uploadId, PURPOSE);
    const read = readPack(actor, content);
    if ('issues' in read) return { issues: read.issues, changes: [], id: null };
    const topics = await planTopics(db, actor.tenantId, read.file.topics);
    const issues = await issuesOfMany(db, actor, topics);
    if (issues.length > 0) return { issues, changes: [], id: null };
    const changes = changesOf(actor, (await packInUse(db, actor.tenantId)).file, read.file, topics);
    if (dryRun) return { issues, changes, id: null };
    await arrangeTopics(db, actor.tenantId, topics);
    const made = await addVersion(db, actor, { origin: 'IMPORTED', file: read.file, arranged: topics });
    return { issues, changes, ...made };
  });
}

const OnePack = z.object({ contentPackId: id('cpk') });

/**
 * Takes the version in use back: the one before holds again, and the topics are what they were. Throws NotNow PACK_OVER for
 * any other, PACK_USED where a topic of it was used or changed since; InvalidInput, FORBIDDEN, NOT_FOUND.
 */
export async function takeContentBack(actor: Actor, input: z.input<typeof OnePack>): Promise<{ id: string }> {
  demandContent(actor);
  const { contentPackId } = parseInput(actor, OnePack, input);
  const { tenantId } = actor;
  return transact(actor, async (db) => {
    await lockContent(db, tenantId);
    const where = { id: contentPackId, AND: visibleContentPacks(actor) };
    const pack = orNotFound(await db.contentPack.findFirst({ where }));
    if ((await packInUse(db, tenantId)).id !== contentPackId) throw new NotNow(says.PACK_OVER);
    await restoreTopics(db, tenantId, ArrangementSchema.parse(pack.arranged));
    await db.contentPack.updateMany({ where: { tenantId, id: contentPackId }, data: { takenBackAt: now() } });
    const subject = { type: 'ContentPack', id: contentPackId };
    await record(db, { type: 'content.takenBack', subject, ids: {}, actor });
    return { id: contentPackId };
  });
}
