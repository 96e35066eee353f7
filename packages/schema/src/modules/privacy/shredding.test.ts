import { describe, expect, test } from 'vitest';
import { type Actor, freshActor, jobActor } from '../../kernel/actor.ts';
import { forgetPersonKeys, personKeyIn } from '../../kernel/person-keys.ts';
import { unseal } from '../../kernel/seal.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { after, now } from '../../kernel/time.ts';
import '../../schema.ts';
import { aConfidedTalk } from '../../testing/confided-talk.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { readsOf } from '../../testing/statements.ts';
import { run } from '../../testing/run.ts';
import { sendImpression } from '../feedback/impression.ts';
import { rateSession } from '../feedback/rating.ts';
import { createPair } from '../pairs/pair.ts';
import { recordHeld } from '../sessions/talk.ts';
import { erasePerson } from './erasure.ts';
import { requestOwnCopy, makeOwnCopy } from './own-copy.ts';

const tables = useTestDatabase();

interface Listed {
  readonly viewer: { readonly impressions: { readonly nodes: readonly { readonly text: string }[] } };
}

const COLUMNS = [
  { table: 'Preparation', column: 'note', of: 'preparation', key: 'session_id' },
  { table: 'Theme', column: 'freeTopic', of: 'theme', key: 'id', name: 'free_topic' },
  { table: 'Impression', column: 'text', of: 'impression', key: 'id' },
  { table: 'Attempt', column: 'text', of: 'attempt', key: 'id' },
  { table: 'OpenRating', column: 'grade', of: 'open_rating', key: 'session_id' },
  { table: 'OwnCopy', column: 'archive', of: 'own_copy', key: 'id' },
  { table: 'Hint', column: 'sealed', of: 'hint', key: 'id' },
];

interface Kept {
  readonly place: { table: string; row: string; column: string };
  readonly sealed: Uint8Array;
}

/** Every sealed text of a tenant, as a backup would hold it. */
async function sealedTexts(tenantId: string): Promise<Kept[]> {
  const all = COLUMNS.map(async ({ table, column, of, key, name = column }) => {
    const rows = await tables.query<{ row: string; sealed: Uint8Array }>(
      'admin',
      `select ${key} as row, ${name} as sealed from ${of} where tenant_id = $1 and ${name} is not null`,
      [tenantId],
    );
    return rows.map(({ row, sealed }) => ({ place: { table, row, column }, sealed: new Uint8Array(sealed) }));
  });
  return (await Promise.all(all)).flat();
}

const nameOf = ({ place: { table, column } }: Kept) => `${table}.${column}`;

async function opens(tenantId: string, { place, sealed }: Kept): Promise<boolean> {
  return unseal(jobActor(tenantId, 'test'), place, sealed).then(
    () => true,
    (error: unknown) => {
      expect(String(error)).toContain('The key of this text is gone.');
      return false;
    },
  );
}

/** A talk, an open answer and an own copy: something in every column that an erasure empties. */
async function aTalkWithEverything() {
  const company = await aConfidedTalk();
  const { ann, session, tenantId } = company;
  await rateSession(freshActor(ann), { sessionId: session, grade: 'CLEAR', use: 'OPEN' });
  const { id } = await requestOwnCopy(freshActor(ann));
  await makeOwnCopy(jobActor(tenantId, 'test'), ann.userId, id);
  return company;
}

describe('after an erasure', () => {
  test('no copy of what the person alone wrote opens any more; what others wrote does', async () => {
    const { ann, tenantId } = await aTalkWithEverything();
    const before = await sealedTexts(tenantId);
    expect([...new Set(before.map(nameOf))]).toEqual(COLUMNS.map(({ table, column }) => `${table}.${column}`));
    expect(before.filter(({ sealed }) => personKeyIn(sealed) === undefined)).toEqual([]);
    await erasePerson(jobActor(tenantId, 'test'), ann.userId);
    const opened = await Promise.all(before.map(async (one) => [nameOf(one), await opens(tenantId, one)]));
    expect(opened.filter(([, does]) => does)).toEqual([
      ['Attempt.text', true],
      ['Hint.sealed', true],
    ]);
    for (const one of await sealedTexts(tenantId))
      expect([nameOf(one), await opens(tenantId, one)]).toEqual([nameOf(one), true]);
  });

  test('a row that comes back without its key is read as one without words, and nothing fails', async () => {
    const { ann, bob, tenantId, session, admin } = await aTalkWithEverything();
    await tables.query('admin', 'delete from person_key where tenant_id = $1 and holder <> $2', [tenantId, bob.userId]);
    forgetPersonKeys();
    await tables.query('admin', `update open_rating set visible_from = now() - interval '1 day' where tenant_id = $1`, [
      tenantId,
    ]);
    const text = `query($id: ID!) { session(id: $id) { openGrade preparation { note } impression { text } attempt { text }
      themes { freeTopic title } brief { note } } viewer { myHints { text } } }`;
    const seenBy = async (actor: Actor) => {
      const { data, errors } = await run(freshActor(actor), text, { id: session });
      expect(errors).toBeUndefined();
      return data;
    };
    expect(await seenBy(bob)).toMatchObject({
      session: {
        openGrade: null,
        preparation: { note: null },
        impression: { text: '' },
        attempt: { text: 'bob-attempt' },
        themes: [{ freeTopic: null }],
      },
    });
    expect(await seenBy(ann)).toMatchObject({ viewer: { myHints: [{ text: '' }] } });
    const pending = await tables.query<{ id: string }>('admin', 'select id from hint where tenant_id = $1', [tenantId]);
    for (const { id } of pending) {
      const approve = 'mutation($id: ID!) { approveHint(input: { hintId: $id }) { __typename } }';
      const { errors } = await run(freshActor(admin), approve, { id });
      expect(errors?.map(({ originalError }) => Reflect.get(originalError ?? {}, 'code'))).toEqual(['NOT_FOUND']);
    }
  });
});

test('hints are sealed under a key that leads nobody to their author', async () => {
  const { ann, bob, tenantId } = await aConfidedTalk();
  const texts = await sealedTexts(tenantId);
  const keysOf = (table: string) =>
    texts.filter(({ place }) => place.table === table).map(({ sealed }) => personKeyIn(sealed));
  const holders = await tables.query<{ id: string; holder: string }>(
    'admin',
    'select id, holder from person_key where tenant_id = $1',
    [tenantId],
  );
  const own = holders.filter(({ holder }) => [ann.userId, bob.userId].includes(holder)).map(({ id }) => id);
  expect(own).toHaveLength(2);
  expect(keysOf('Impression').every((id) => own.includes(id ?? ''))).toBe(true);
  expect(keysOf('Hint')).toHaveLength(2);
  expect(keysOf('Hint').some((id) => own.includes(id ?? ''))).toBe(false);
});

test('a list of what many people wrote asks for their keys once', async () => {
  const { admin, bob, hire, tenantId } = await aConfidedTalk();
  const list = '{ viewer { impressions(first: 50) { nodes { text session { preparation { note } } } } } }';
  const readCold = async (count: number) => {
    forgetPersonKeys();
    await tenantKeys(jobActor(tenantId, 'test'));
    return readsOf(async () => {
      const { data } = await run<Listed>(freshActor(bob), list);
      expect(data?.viewer.impressions.nodes.filter(({ text }) => text !== '')).toHaveLength(count);
    });
  };
  const one = await readCold(1);
  for (const day of [1, 2, 3, 4]) {
    const member = await hire(`M${day}`);
    const two = { memberId: member.userId, counterpartId: bob.userId };
    const { id: pairId } = await createPair(freshActor(admin), { ...two, kind: 'OTHER' });
    const startedAt = after(now(), -day, 'days');
    const { id: sessionId } = await recordHeld(freshActor(member), { pairId, startedAt, minutes: 30 });
    await sendImpression(freshActor(member), { sessionId, text: `From ${day}` });
  }
  expect((await readCold(5)).length).toBe(one.length);
});
