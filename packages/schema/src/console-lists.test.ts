import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type Actor, freshActor } from './kernel/actor.ts';
import { SCOPES } from './kernel/scopes.ts';
import { after, freezeTime, now } from './kernel/time.ts';
import { appendToTrail } from './modules/activity/audit-entry.ts';
import { approveHint } from './modules/hints/hint-review.ts';
import { shareHints } from './modules/hints/hint-sharing.ts';
import { leaveHint } from './modules/hints/hint.ts';
import { createPair } from './modules/pairs/pair.ts';
import { openSignUp } from './modules/pairs/sign-up.ts';
import { eraseUser } from './modules/privacy/erasure.ts';
import { requestLegalHold } from './modules/privacy/legal-hold.ts';
import { setGuideline } from './modules/schedule/guideline.ts';
import { recordHeld } from './modules/sessions/talk.ts';
import { forkContent } from './modules/topics/content-pack.ts';
import { useTestDatabase } from './testing/database.ts';
import { run } from './testing/run.ts';
import { readsOf } from './testing/statements.ts';
import { aPair, seenBy } from './testing/world.ts';

useTestDatabase();
afterEach(() => freezeTime(new Date())());

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
  ['AuditLog', { filter: null }],
  ['ContentPacks', {}],
  ['HintSharingReview', {}],
  ['HintSharingWaiting', {}],
  ['HintSharingShown', { search: null }],
] as const;

/** Where the first three things of a list end. */
async function endOfPage(actor: Actor, text: string, variables: object): Promise<string> {
  const { data } = await run<Lists>(actor, text, { ...variables, first: 3, after: null });
  const [end] = Object.values(data ?? {}).flatMap((field) => field?.pageInfo?.endCursor ?? []);
  return end ?? '';
}

/** Two hints of somebody's talk, of which one has been approved the day after. */
async function leaveTwo(
  admin: Actor,
  author: Actor,
  pairId: string,
  hoursAgo: number,
): Promise<() => Promise<unknown>> {
  const startedAt = after(now(), -hoursAgo, 'hours');
  const { id: sessionId } = await recordHeld(freshActor(author), { pairId, startedAt, minutes: 30 });
  const leave = (text: string) => leaveHint(freshActor(author), { sessionId, kind: 'WHAT_HELPED', text });
  const { id: hintId } = await leave('Drew it on paper.');
  await leave('Waited.');
  return () => approveHint(freshActor(admin), { hintId });
}

/** Hands what was recorded to the audit trail, as the relay does. */
async function fillTrail(admin: Actor): Promise<void> {
  const { tenantId } = admin;
  await appendToTrail(
    await seenBy(admin, (db) => db.outboxEvent.findMany({ where: { tenantId }, orderBy: { id: 'asc' } })),
  );
}

test('a page of every list of the console needs as many statements with twelve things on it as with three', async () => {
  const { admin: usual, hire, bob } = await aPair();
  // The trail needs a scope of its own.
  const admin = { ...usual, scopes: new Set(SCOPES) };
  const later = after(now(), 7, 'days');
  await shareHints(freshActor(admin), { share: true });
  const approvals: (() => Promise<unknown>)[] = [];
  await setGuideline(admin, { sessions: 31, everyMonths: 1, minutes: 30, from: new Date('2020-01-01') });
  for (let at = 0; at < 12; at++) {
    const person = await hire(`P${at}`);
    const { userId } = person;
    const pair = await createPair(admin, { memberId: userId, counterpartId: bob.userId, kind: 'MANAGER_MEMBER' });
    approvals.push(await leaveTwo(admin, person, pair.id, at + 1));
    await forkContent(freshActor(admin), { name: `内容${at}`, nameEn: `Content ${at}` });
    await openSignUp(admin, { name: `S${at}`, kind: 'OTHER', closesOn: later });
    await requestLegalHold(admin, { personIds: [userId], reason: 'R', expiresAt: later });
    await eraseUser(admin, { userId });
  }
  freezeTime(after(now(), 1, 'days'));
  for (const approve of approvals) await approve();
  await fillTrail(admin);

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
