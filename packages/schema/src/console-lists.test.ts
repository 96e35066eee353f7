import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Actor } from './kernel/actor.ts';
import { createPair } from './modules/pairs/pair.ts';
import { openSignUp } from './modules/pairs/sign-up.ts';
import { eraseUser } from './modules/privacy/erasure.ts';
import { requestLegalHold } from './modules/privacy/legal-hold.ts';
import { setGuideline } from './modules/schedule/guideline.ts';
import { useTestDatabase } from './testing/database.ts';
import { run } from './testing/run.ts';
import { readsOf } from './testing/statements.ts';
import { aPair } from './testing/world.ts';

useTestDatabase();

// The very documents that the elements send.
const sent: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../widgets/src/generated/documents.json', import.meta.url), 'utf8'),
);
/** The newest document with this operation: the manifest keeps those of older pages. */
const documentsOf = (operation: string): readonly string[] =>
  Object.values(sent).filter((text) => new RegExp(`^query ${operation}\\b`).test(text));

type Lists = Record<
  string,
  { readonly nodes?: readonly unknown[]; readonly pageInfo?: { readonly endCursor?: string | null } } | null
>;

const LISTS = [
  ['People', { filter: { active: true } }],
  ['Pairs', { filter: { active: true } }],
  ['Pairs', { filter: { paused: false } }],
  ['PairsBehind', { filter: { behindOnly: true } }],
  ['GuidelineStandings', { filter: {}, month: null }],
  ['SignUpsHome', {}],
  ['LegalHolds', {}],
  ['Erasures', {}],
] as const;

/** Where the first three things of a list end. */
async function endOfPage(actor: Actor, text: string, variables: object): Promise<string> {
  const { data } = await run<Lists>(actor, text, { ...variables, first: 3, after: null });
  const [end] = Object.values(data ?? {}).flatMap((field) => field?.pageInfo?.endCursor ?? []);
  return end ?? '';
}

test('a page of every list of the console needs as many statements with twelve things on it as with three', async () => {
  const { admin, hire, bob } = await aPair();
  const tomorrow = new Date(Date.now() + 86_400_000);
  await setGuideline(admin, { sessions: 31, everyMonths: 1, minutes: 30, from: new Date('2020-01-01') });
  for (let at = 0; at < 12; at++) {
    const { userId } = await hire(`P${at}`);
    await createPair(admin, { memberId: userId, counterpartId: bob.userId, kind: 'MANAGER_MEMBER' });
    await openSignUp(admin, { name: `S${at}`, kind: 'OTHER', closesOn: tomorrow });
    await requestLegalHold(admin, { personIds: [userId], reason: 'R', expiresAt: tomorrow });
    await eraseUser(admin, { userId });
  }

  for (const [operation, variables] of LISTS) {
    const documents = documentsOf(operation);
    expect(documents, operation).not.toEqual([]);
    for (const text of documents) {
      const count = async (first: number): Promise<number> => {
        const reads = await readsOf(async () => {
          const { data, errors } = await run<Lists>(admin, text, { ...variables, first, after: null });
          expect(errors, operation).toBeUndefined();
          const [list] = Object.values(data ?? {}).flatMap((field) => (field?.nodes ? [field.nodes] : []));
          expect(list, operation).toHaveLength(first);
        });
        return reads.length;
      };
      const second = await run<Lists>(admin, text, {
        ...variables,
        first: 3,
        after: await endOfPage(admin, text, variables),
      });
      expect(second.errors, operation).toBeUndefined();
      await count(1);
      expect(await count(12), operation).toBe(await count(3));
    }
  }
});
