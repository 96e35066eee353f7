import type { Actor } from '../../kernel/actor.ts';
import { database, type Db } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { BUILT_IN } from './content/built-in-pack.ts';
import { isDefaultCode, PackFile, type QuestionMatrixRow, type Stage } from './content/pack-file.ts';
import type { TopicCode } from '../../generated/prisma/enums.ts';

/** What a tenant's people read now. */
export interface PackInUse {
  /** The tenant's own version; null for the built-in pack. */
  readonly id: string | null;
  /** How many versions of its own the tenant has made so far. */
  readonly number: number;
  /** The texts; its topics are those of the day it was made, for what is on the list now is with the topics. */
  readonly file: PackFile;
}

/** The texts that a tenant uses: the latest version of its own that was not taken back, or the built-in pack. */
export async function packInUse(db: Db, tenantId: string): Promise<PackInUse> {
  const own = await db.contentPack.findFirst({
    where: { tenantId, takenBackAt: null },
    orderBy: { number: 'desc' },
  });
  if (!own) return { id: null, number: 0, file: BUILT_IN };
  return { id: own.id, number: own.number, file: PackFile.parse(own.content) };
}

const inUse = loader(async (actor, keys: readonly 'pack'[]) => {
  const pack = await packInUse(database(actor), actor.tenantId);
  return keys.map(() => pack);
});

/** The texts that the actor's tenant uses; one statement an operation. */
export const contentFor = (actor: Actor): Promise<PackInUse> => inUse(actor, 'pack');

/** The prompts for a kind of topic; none for OTHER. */
export async function questionsFor(actor: Actor, code: TopicCode): Promise<QuestionMatrixRow | null> {
  return isDefaultCode(code) ? (await contentFor(actor)).file.questions[code] : null;
}

/** What talks are for at a level of a relationship, 1 to 6; null beyond. */
export const stageAt = async (actor: Actor, level: number): Promise<Stage | null> =>
  (await contentFor(actor)).file.stages[level - 1] ?? null;
