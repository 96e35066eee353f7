import { describe, expect, test } from 'vitest';
import { type Actor, freshActor, jobActor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { personalRules } from '../../kernel/personal.ts';
import { aConfidedTalk, tenantRows } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { appendSegments } from '../transcripts/append.ts';
import { useReadHook } from '../../kernel/reads.ts';
import '../index.ts';
import { rateSession } from '../feedback/rating.ts';
import { erasePerson } from './erasure.ts';
import { GOING, STAYING } from './erasure-kind.ts';
import { selfOf } from './own-copy.ts';
import { restrictUser } from './restriction.ts';

const tables = useTestDatabase();

interface Line {
  readonly kind: string;
  readonly count: number | null;
}
type Preview = Readonly<Record<'goes' | 'stays', readonly Line[]>>;

const PREVIEW = 'query($id: ID!) { erasurePreview(userId: $id) { goes { kind count } stays { kind count } } }';

async function preview(actor: Actor, id: string): Promise<Record<'goes' | 'stays', Record<string, number | null>>> {
  const { data } = await run<{ erasurePreview: Preview }>(freshActor(actor), PREVIEW, { id });
  const named = (lines: readonly Line[] = []) => Object.fromEntries(lines.map(({ kind, count }) => [kind, count]));
  return { goes: named(data?.erasurePreview.goes), stays: named(data?.erasurePreview.stays) };
}

/** What each table's rule counts now, by its name. */
async function counts(tenantId: string, userId: string, what: 'goes' | 'stays'): Promise<Map<string, number>> {
  const person = selfOf(jobActor(tenantId, 'test'), userId);
  return read(person, async () => {
    const counted = new Map<string, number>();
    for (const [model, rule] of personalRules()) {
      const count = await rule[what]?.(database(person), person);
      if (count !== undefined) counted.set(model, count);
    }
    return counted;
  });
}

const tableOf = (model: string): string =>
  model === 'User' ? 'app_user' : model.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

async function rowsOf(models: readonly string[], tenantId: string): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const model of models)
    rows.set(
      model,
      (await tables.query('admin', `select 1 from "${tableOf(model)}" where tenant_id = $1`, [tenantId])).length,
    );
  return rows;
}

/** Rules that empty rows in place of removing them. */
const EMPTIED = ['User', 'Theme', 'Transcript'];

async function aSpokenTalk() {
  const company = await aRecording();
  const { ann, session: sessionId, grantId } = company;
  const segments = [said('a', 'one'), said('b', 'two'), { ...said('c', 'three'), speaker: 'COUNTERPART' as const }];
  await appendSegments(freshActor(ann), { sessionId, grantId, segments });
  return company;
}

async function aRatedTalk() {
  const company = await aConfidedTalk();
  await rateSession(freshActor(company.ann), { sessionId: company.session, grade: 'CLEAR', use: 'OPEN' });
  return company;
}

describe('the preview of an erasure', () => {
  test.each([
    ['words in a transcript', aSpokenTalk, { User: 1, Transcript: 2 }],
    [
      'notes, impressions, answers and hints',
      aRatedTalk,
      { User: 1, Preparation: 1, Theme: 1, Impression: 1, Participation: 1, Hint: 1 },
    ],
  ])('counts of %s what the erasure then removes, table by table', async (_what, tell, goes) => {
    const { ann, bob, tenantId } = await tell();
    const before = await counts(tenantId, ann.userId, 'goes');
    expect(Object.fromEntries([...before].filter(([, count]) => count > 0))).toEqual(goes);
    const kept = await counts(tenantId, ann.userId, 'stays');
    const theirs = await counts(tenantId, bob.userId, 'goes');
    const rows = await rowsOf([...before.keys()], tenantId);
    await erasePerson(jobActor(tenantId, 'test'), ann.userId);
    const left = [...before].map(([model, count]) => [
      model,
      (rows.get(model) ?? 0) - (EMPTIED.includes(model) ? 0 : count),
    ]);
    expect([...(await rowsOf([...before.keys()], tenantId))]).toEqual(left);
    expect(new Set((await counts(tenantId, ann.userId, 'goes')).values())).toEqual(new Set([0]));
    expect(await counts(tenantId, ann.userId, 'stays')).toEqual(kept);
    expect(await counts(tenantId, bob.userId, 'goes')).toEqual(theirs);
  });

  test('tells the person every number, and changes nothing', async () => {
    const { ann, tenantId } = await aRatedTalk();
    const before = await tenantRows(tables, tenantId);
    const { goes, stays } = await preview(ann, ann.userId);
    expect(goes).toMatchObject({ PROFILE: 1, PREPARATIONS: 2, IMPRESSIONS: 1, ANSWERS: 1, HINTS: 1, SIGN_UPS: 0 });
    expect(stays).toMatchObject({ PAIRS: 1, TALKS: 1, WORDS_OF_OTHERS: 1 });
    expect((await tenantRows(tables, tenantId)).split('\n').toSorted()).toEqual(before.split('\n').toSorted());
  });

  test('tells an admin the same, whatever somebody confided, answered or left', async () => {
    const { ann, bob, admin } = await aRatedTalk();
    const { goes, stays } = await preview(admin, ann.userId);
    const told = Object.entries({ ...goes, ...stays }).filter(([, count]) => count !== null);
    expect(told.map(([kind]) => kind)).toEqual([
      'PROFILE',
      'SIGN_UPS',
      'ACCESS',
      'PAIRS',
      'TALKS',
      'TRAIL',
      'DECISIONS',
    ]);
    // Bob confided, answered and left something else.
    const { TRAIL: _own, ...others } = (await preview(admin, bob.userId)).stays;
    expect(stays).toMatchObject(others);
    expect((await preview(admin, bob.userId)).goes).toEqual(goes);
  });

  test('is for admins and the person alone, and leaves a line for the person', async () => {
    const { ann, bob, admin, server, hire } = await aConfidedTalk();
    for (const other of [bob, await hire('Ivy', ['ADVISOR']), server()])
      expect(refusalsOf(await run(freshActor(other), PREVIEW, { id: ann.userId }))).toEqual(['FORBIDDEN']);
    const { admin: stranger } = await aConfidedTalk();
    expect(refusalsOf(await run(freshActor(stranger), PREVIEW, { id: ann.userId }))).toEqual(['NOT_FOUND']);
    const noted: string[] = [];
    useReadHook(async (_actor, readings) => void noted.push(...readings.map(({ personId }) => personId)));
    await preview(ann, ann.userId);
    await preview(admin, ann.userId);
    useReadHook(undefined);
    expect(noted).toEqual([ann.userId]);
  });

  test('is there for somebody whose data is restricted', async () => {
    const { ann, admin } = await aConfidedTalk();
    const before = await preview(admin, ann.userId);
    await restrictUser(freshActor(admin), { userId: ann.userId, reason: 'The address is wrong.' });
    expect((await preview(admin, ann.userId)).stays['TALKS']).toBe(before.stays['TALKS']);
  });

  test('asks only rules that are there, each of which counts', () => {
    const rules = personalRules();
    const goes = Object.values(GOING).flatMap(({ models }): readonly string[] => models);
    const stays = Object.values(STAYING).flatMap(({ models }): readonly string[] => models);
    expect(goes.filter((model) => !rules.get(model)?.goes)).toEqual([]);
    expect(stays.filter((model) => !rules.get(model)?.stays)).toEqual([]);
    const counting = (what: 'goes' | 'stays') => [...rules].flatMap(([model, rule]) => (rule[what] ? [model] : []));
    expect(counting('goes').filter((model) => !goes.includes(model))).toEqual([]);
    expect(counting('stays').filter((model) => !stays.includes(model))).toEqual([]);
  });
});
