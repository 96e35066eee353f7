import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aPair, type Company } from '../../testing/world.ts';
import { recordHeld } from '../sessions/talk.ts';
import { markHintHelped, reportHint } from './hint-reader.ts';
import { releaseHint, shareHints, withholdHint } from './hint-sharing.ts';
import { approveHint, rejectHint, undoHintReview } from './hint-review.ts';
import { leaveHint, withdrawHint } from './hint.ts';
import { publishHints } from './shared-hint.ts';

const tables = useTestDatabase();
beforeEach(async () => {
  freezeTime('2030-04-10T03:00:00Z');
  await tables.query('admin', 'truncate hint, hint_sharing, shared_hint, hint_report, hint_help');
});
afterEach(() => freezeTime(new Date())());

interface Left {
  readonly id: string;
  readonly author: Actor;
}

/** Somebody of the company leaves a hint, which is approved the day after. */
async function leave(company: Company, text: string, author?: Left): Promise<Left> {
  const { ann, pair } = await aPair(company);
  const { id: sessionId } = await recordHeld(ann, { pairId: pair, startedAt: after(now(), -1, 'hours'), minutes: 30 });
  const { id } = await leaveHint(freshActor(ann), { sessionId, kind: 'WHAT_HELPED', text });
  // The same person again: their mark is put where another's was.
  if (author)
    await tables.query(
      'admin',
      'update hint set author_pseudonym = (select author_pseudonym from hint where id = $1) where id = $2',
      [author.id, id],
    );
  freezeTime(after(now(), 1, 'days'));
  await approveHint(freshActor(company.admin), { hintId: id });
  return { id, author: ann };
}

const share = ({ admin }: Company, on = true) => shareHints(freshActor(admin), { share: on });
const release = ({ admin }: Company, { id }: Left) => releaseHint(freshActor(admin), { hintId: id });

interface Page {
  readonly sharedHints: { readonly nodes: readonly { readonly id: string; readonly text: string }[] };
}
const shownTo = async (actor: Actor, asked = '(first: 50)') => {
  const { data } = await run<Page>(freshActor(actor), `{ sharedHints${asked} { nodes { id text } } }`);
  return data?.sharedHints.nodes ?? [];
};
const textsFor = async (actor: Actor, asked?: string) =>
  (await shownTo(actor, asked)).map(({ text }) => text).toSorted();

/** Two companies that share, of which one has two released hints and the other one, all published. */
async function aPool() {
  const [red, blue] = [await aCompany(), await aCompany()];
  for (const company of [red, blue]) await share(company);
  const hints = [await leave(red, 'Red one'), await leave(red, 'Red two'), await leave(blue, 'Blue one')] as const;
  for (const [at, hint] of hints.entries()) await release(at < 2 ? red : blue, hint);
  await publishHints({ adds: true });
  return { red, blue, hints };
}

describe('publication', () => {
  test('shows the hints of others to companies that share, and never who left them, where and when', async () => {
    const { red, blue, hints } = await aPool();
    expect(await textsFor(blue.admin)).toEqual(['Red one', 'Red two']);
    expect(await textsFor(red.admin)).toEqual(['Blue one']);
    const copies = await tables.query<Record<string, unknown>>('admin', 'select * from shared_hint');
    for (const secret of [red.tenantId, blue.tenantId, ...hints.map(({ author }) => author.userId)])
      expect(JSON.stringify(copies)).not.toContain(secret);
    for (const { month } of copies) expect(JSON.stringify(month)).toContain('2030-04-01');
    expect(Object.keys(copies[0] ?? {}).toSorted()).toEqual(
      ['helped_at_least', 'id', 'kind', 'language', 'month', 'response', 'text', 'topic_code'].toSorted(),
    );
  });

  test('waits for three people of two companies in the same cell', async () => {
    const [red, blue] = [await aCompany(), await aCompany()];
    for (const company of [red, blue]) await share(company);
    const first = await leave(red, 'Red one');
    const again = await leave(red, 'Red again', first);
    const other = await leave(blue, 'Blue one');
    for (const hint of [first, again]) await release(red, hint);
    await release(blue, other);
    await publishHints({ adds: true });
    expect(await textsFor(blue.admin)).toEqual([]);
    await release(blue, await leave(blue, 'Blue two'));
    await publishHints({ adds: true });
    expect(await textsFor(blue.admin)).toEqual(['Red again', 'Red one']);
  });

  test('is nothing for three people of one company', async () => {
    const [red, blue] = [await aCompany(), await aCompany()];
    for (const company of [red, blue]) await share(company);
    for (const text of ['One', 'Two', 'Three']) await release(red, await leave(red, text));
    await publishHints({ adds: true });
    expect(await textsFor(blue.admin)).toEqual([]);
  });

  test('needs a release: what was only approved stays, and sharing is off until an admin says so', async () => {
    const { red, blue } = await aPool();
    await leave(red, 'Red three');
    await publishHints({ adds: true });
    expect(await textsFor(blue.admin)).toEqual(['Red one', 'Red two']);
    const quiet = await aCompany();
    const own = await leave(quiet, 'Quiet');
    await expect(release(quiet, own)).rejects.toMatchObject({ code: 'HINT_NOT_SHARED' });
    expect(await textsFor(quiet.admin)).toEqual([]);
  });

  test('is no more to be had of an approval that is taken back, and a release lets it stand', async () => {
    const company = await aCompany();
    await share(company);
    const { id } = await leave(company, 'Own');
    await undoHintReview(freshActor(company.admin), { hintId: id });
    const toShare = async () => (await run(freshActor(company.admin), '{ hintsToShare { nodes { id } } }')).data;
    expect(await toShare()).toEqual({ hintsToShare: { nodes: [] } });
    await approveHint(freshActor(company.admin), { hintId: id });
    expect(await toShare()).toEqual({ hintsToShare: { nodes: [{ id }] } });
    await releaseHint(freshActor(company.admin), { hintId: id });
    const undo = undoHintReview(freshActor(company.admin), { hintId: id });
    await expect(undo).rejects.toMatchObject({ code: 'HINT_REVIEW_STANDS' });
  });

  test('never happens at the moment of a release', async () => {
    const { red, blue } = await aPool();
    await release(red, await leave(red, 'Red three'));
    await deliverEvents(red.tenantId);
    expect(await textsFor(blue.admin)).toEqual(['Red one', 'Red two']);
  });
});

describe('withdrawal', () => {
  test('by a company takes every copy of it away at once, and with it what then stands alone', async () => {
    const { red, blue } = await aPool();
    await share(red, false);
    await deliverEvents(red.tenantId, { twice: true });
    expect(await textsFor(blue.admin)).toEqual([]);
    expect(await textsFor(red.admin)).toEqual([]);
    expect(await tables.query('admin', 'select 1 from shared_hint')).toEqual([]);
  });

  test('by an admin takes one copy away, with a reason that its author and admins read', async () => {
    const { red, blue, hints } = await aPool();
    await release(red, await leave(red, 'Red three'));
    await publishHints({ adds: true });
    const [first] = hints;
    await withholdHint(freshActor(red.admin), { hintId: first.id, reason: 'Names a customer.' });
    await deliverEvents(red.tenantId);
    expect(await textsFor(blue.admin)).toEqual(['Red three', 'Red two']);
    const reason = async (actor: Actor) =>
      (
        await run(freshActor(actor), 'query($id: ID!) { node(id: $id) { ... on Hint { poolReason poolState } } }', {
          id: first.id,
        })
      ).data;
    const told = { node: { poolReason: 'Names a customer.', poolState: 'WITHHELD' } };
    expect(await reason(first.author)).toEqual(told);
    expect(await reason(red.admin)).toEqual(told);
    expect(await reason(await red.hire('Eve'))).toEqual({ node: { poolReason: null, poolState: null } });
  });

  test('by the author takes the copy away with the next publication', async () => {
    const { red, blue, hints } = await aPool();
    await release(red, await leave(red, 'Red three'));
    await publishHints({ adds: true });
    await withdrawHint(freshActor(hints[0].author), { hintId: hints[0].id });
    await publishHints({ adds: true });
    expect(await textsFor(blue.admin)).toEqual(['Red three', 'Red two']);
  });
});

describe('readers', () => {
  test('find shared hints by cell and by words', async () => {
    const { blue } = await aPool();
    expect(await textsFor(blue.admin, '(search: "rED T")')).toEqual(['Red two']);
    expect(await textsFor(blue.admin, '(search: "%")')).toEqual([]);
    expect(await textsFor(blue.admin, '(topicCode: OTHER, response: UNDECIDED)')).toHaveLength(2);
    expect(await textsFor(blue.admin, '(topicCode: WORK)')).toEqual([]);
  });

  test('hide a shared hint by three reports of two companies until an admin of its company has looked at it again', async () => {
    const { red, blue, hints } = await aPool();
    const green = await aCompany();
    await share(green);
    const [shared] = (await shownTo(blue.admin)).filter(({ text }) => text === 'Red one');
    const input = { hintId: shared?.id ?? '', reason: 'NAMES_SOMEBODY' as const };
    const eve = await blue.hire('Eve');
    for (let again = 0; again < 2; again += 1) await reportHint(freshActor(eve), input);
    for (const reader of [blue.admin, await blue.hire('Ida')]) await reportHint(freshActor(reader), input);
    await deliverEvents(blue.tenantId);
    expect(await textsFor(blue.admin)).toContain('Red one');
    await reportHint(freshActor(green.admin), input);
    await deliverEvents(green.tenantId);
    expect(await textsFor(blue.admin)).not.toContain('Red one');
    const { data } = await run(freshActor(red.admin), '{ hintsToShare { nodes { id reportedFor } } }');
    expect(data).toEqual({ hintsToShare: { nodes: [{ id: hints[0].id, reportedFor: ['NAMES_SOMEBODY'] }] } });
  });

  test('hide a hint of their own company by two reports in the same way', async () => {
    const company = await aCompany();
    const { id } = await leave(company, 'Own');
    for (const name of ['Eve', 'Ida'])
      await reportHint(await company.hire(name), { hintId: id, reason: name === 'Eve' ? 'HARMFUL' : 'OTHER' });
    const { data } = await run(freshActor(company.admin), '{ hints { nodes { id } } hintsToReview { nodes { id } } }');
    expect(data).toEqual({ hints: { nodes: [] }, hintsToReview: { nodes: [{ id }] } });
    await approveHint(freshActor(company.admin), { hintId: id });
    expect((await run(freshActor(company.admin), '{ hints { nodes { reportedFor } } }')).data).toEqual({
      hints: { nodes: [{ reportedFor: [] }] },
    });
  });

  test('are there again where the review that followed is taken back, and the words stay readable', async () => {
    const company = await aCompany();
    const { id } = await leave(company, 'Own');
    for (const name of ['Eve', 'Ida']) await reportHint(await company.hire(name), { hintId: id, reason: 'HARMFUL' });
    const waiting = async () =>
      (await run(freshActor(company.admin), '{ hintsToReview { nodes { text reportedFor reason } } }')).data;
    const before = await waiting();
    await approveHint(freshActor(company.admin), { hintId: id });
    await undoHintReview(freshActor(company.admin), { hintId: id });
    expect(await waiting()).toEqual(before);
    await rejectHint(freshActor(company.admin), { hintId: id, reason: 'Hurts.' });
    await undoHintReview(freshActor(company.admin), { hintId: id });
    expect(await waiting()).toEqual(before);
    expect(before).toEqual({
      hintsToReview: { nodes: [{ text: 'Own', reportedFor: ['HARMFUL'], reason: null }] },
    });
  });

  test('hide what helped many only together with more of them', async () => {
    const company = await aCompany();
    const { id: hintId } = await leave(company, 'Good');
    for (let n = 0; n < 21; n += 1) await markHintHelped(await company.hire(`Reader${n}`), { hintId });
    const isThere = async () => (await run(freshActor(company.admin), '{ hints { nodes { text } } }')).data;
    for (const name of ['Eve', 'Ida']) await reportHint(await company.hire(name), { hintId, reason: 'OTHER' });
    expect(await isThere()).toEqual({ hints: { nodes: [{ text: 'Good' }] } });
    await reportHint(await company.hire('Mia'), { hintId, reason: 'OTHER' });
    expect(await isThere()).toEqual({ hints: { nodes: [] } });
  });

  test('say once that a hint helped; the number shows from five on, in bands', async () => {
    const { blue, red } = await aPool();
    const [shared] = (await shownTo(blue.admin)).filter(({ text }) => text === 'Red one');
    const hintId = shared?.id ?? '';
    const band = async () => {
      await publishHints({ adds: false });
      const { data } = await run<{ sharedHints: { nodes: { id: string; helpedAtLeast: number | null }[] } }>(
        freshActor(blue.admin),
        '{ sharedHints { nodes { id helpedAtLeast } } }',
      );
      return data?.sharedHints.nodes.find(({ id }) => id === hintId)?.helpedAtLeast;
    };
    const readers = [];
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) readers.push(await blue.hire(name));
    for (const reader of readers.slice(0, 4))
      for (let twice = 0; twice < 2; twice += 1) await markHintHelped(freshActor(reader), { hintId });
    expect(await band()).toBeNull();
    for (const reader of readers.slice(4)) await markHintHelped(freshActor(reader), { hintId });
    expect(await band()).toBe(5);
    const marks = await tables.query('admin', 'select * from hint_help');
    for (const { userId } of readers) expect(JSON.stringify(marks)).not.toContain(userId);
    expect(await textsFor(red.admin)).toEqual(['Blue one']);
  });
});

describe('another company', () => {
  test('reaches the copy and never the original', async () => {
    const { blue, hints } = await aPool();
    const { id } = hints[0];
    expect((await run(blue.admin, 'query($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
    const here = { ...blue.admin };
    for (const attempt of [
      () => reportHint(freshActor(here), { hintId: id, reason: 'HARMFUL' }),
      () => markHintHelped(freshActor(here), { hintId: id }),
      () => releaseHint(freshActor(here), { hintId: id }),
      () => withholdHint(freshActor(here), { hintId: id, reason: 'x' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that does not share can neither read, mark nor report a copy', async () => {
    const { blue } = await aPool();
    const [shared] = await shownTo(blue.admin);
    const stranger = await aCompany();
    expect(await shownTo(stranger.admin)).toEqual([]);
    const hintId = shared?.id ?? '';
    await expect(markHintHelped(freshActor(stranger.admin), { hintId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('nobody but an admin decides about sharing', async () => {
    const { red, hints } = await aPool();
    const others = [await red.hire('Eve', ['MEMBER', 'MANAGER', 'ADVISOR']), red.server()];
    for (const one of others) {
      await expect(shareHints(freshActor(one), { share: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(releaseHint(freshActor(one), { hintId: hints[0].id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      expect((await run(freshActor(one), '{ hintSharing { shares } }')).data).toEqual({
        hintSharing: { shares: true },
      });
    }
  });
});
