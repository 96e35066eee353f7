import { type Actor, isPerson } from '../../kernel/actor.ts';
import { database, type Db, read } from '../../kernel/database.ts';
import { isId } from '../../kernel/ids.ts';
import { type PersonalRule, personalRules } from '../../kernel/personal.ts';
import { noteReads } from '../../kernel/reads.ts';
import { forbidden, notFound, orNotFound } from '../../kernel/refusals.ts';
import { type ErasureKind, GOING, STAYING } from './erasure-kind.ts';
import { selfOf } from './own-copy.ts';
import { canProtect } from './privacy.policy.ts';

/** One kind of what an erasure removes, or leaves. */
export interface ErasureLine<Kind extends string> {
  readonly kind: Kind;
  /** How many there are; null where the actor is not told. */
  readonly count: number | null;
}

/** What an erasure would do now. */
export interface ErasurePreview {
  readonly goes: readonly ErasureLine<keyof typeof GOING>[];
  readonly stays: readonly ErasureLine<keyof typeof STAYING>[];
}

type Count = (rule: PersonalRule) => ((db: Db, person: Actor) => Promise<number>) | undefined;

async function countOf(db: Db, person: Actor, { models }: ErasureKind, of: Count): Promise<number> {
  let sum = 0;
  // One connection answers one question at a time.
  for (const model of models) {
    const rule = personalRules().get(model);
    sum += (rule && (await of(rule)?.(db, person))) ?? 0;
  }
  return sum;
}

async function linesOf<Kind extends string>(
  person: Actor,
  kinds: Readonly<Record<Kind, ErasureKind>>,
  { isSelf, of }: { readonly isSelf: boolean; readonly of: Count },
): Promise<ErasureLine<Kind>[]> {
  const lines: ErasureLine<Kind>[] = [];
  for (const kind of Object.keys(kinds) as Kind[]) {
    const isTold = isSelf || kinds[kind].told === 'ADMIN';
    lines.push({ kind, count: isTold ? await countOf(database(person), person, kinds[kind], of) : null });
  }
  return lines;
}

/**
 * What an erasure of a person's data would remove and leave now, counted by the rules that would carry it out. An admin is told
 * the numbers of what admins see anyway; the person is told all of them. Throws FORBIDDEN, NOT_FOUND.
 */
export async function previewErasure(actor: Actor, given: { readonly userId: string }): Promise<ErasurePreview> {
  const { userId } = given;
  const isSelf = isPerson(actor) && actor.userId === userId;
  if (!isSelf && !canProtect(actor)) throw forbidden();
  const { tenantId } = actor;
  if (!isId('usr', userId)) throw notFound();
  const known = await database(actor).user.findFirst({ where: { tenantId, id: userId }, select: { id: true } });
  orNotFound(known);
  noteReads(actor, [userId], 'Session');
  const person = selfOf(actor, userId);
  return read(person, async () => ({
    goes: await linesOf(person, GOING, { isSelf, of: ({ goes }) => goes }),
    stays: await linesOf(person, STAYING, { isSelf, of: ({ stays }) => stays }),
  }));
}
