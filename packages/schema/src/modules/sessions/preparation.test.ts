import { describe, expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aSession, type CompanyWithSession, seenBy } from '../../testing/world.ts';
import { hideTopic } from '../topics/topic.ts';
import { markSessionSeen, noteOf, prepareSession } from './preparation.ts';
import { cancelSession, proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';
import { freeTopicOf, markThemeDone, reopenTheme } from './theme.ts';

const where = useTestDatabase();

const topicOf = (actor: Actor, code: 'WORK' | 'CAREER' | 'SKILLS') =>
  seenBy(actor, async (db) => (await db.topic.findFirstOrThrow({ where: { tenantId: actor.tenantId, code } })).id);

const preparationOf = ({ ann, session }: CompanyWithSession) =>
  seenBy(ann, (db) => db.preparation.findFirst({ where: { sessionId: session } }));

const themesOf = (actor: Actor, sessionId: string) =>
  seenBy(actor, (db) => db.theme.findMany({ where: { sessionId }, orderBy: { position: 'asc' } }));

describe('preparing', () => {
  test('ann chooses themes in order, with words of her own and a note; bob reads them, the database holds them sealed', async () => {
    const world = await aSession();
    const { ann, bob, session } = world;
    const career = await topicOf(ann, 'CAREER');
    await prepareSession(ann, {
      sessionId: session,
      themes: [
        { topicId: career, response: 'THINK_TOGETHER' },
        { freeTopic: '席替え🙂', response: 'UNDECIDED' },
      ],
      note: 'よろしくお願いします。\n相談があります。',
    });
    const themes = await themesOf(bob, session);
    expect(themes).toMatchObject([
      { topicId: career, countsAs: 'CAREER', response: 'THINK_TOGETHER', state: 'OPEN' },
      { topicId: null, countsAs: 'OTHER', response: 'UNDECIDED' },
    ]);
    const free = themes[1];
    if (!free) throw new Error('There is no second theme.');
    expect(await freeTopicOf(freshActor(bob), free)).toBe('席替え🙂');
    const preparation = await preparationOf(world);
    if (!preparation) throw new Error('There is no preparation.');
    expect(await noteOf(freshActor(bob), preparation)).toBe('よろしくお願いします。\n相談があります。');
    const [raw] = await where.query(
      'admin',
      `select encode(note, 'escape') as note from preparation where session_id = $1`,
      [session],
    );
    expect(raw?.note).not.toContain('お願い');
  });

  test('preparing anew replaces what was there; a theme that stays keeps its id and that it is done', async () => {
    const { ann, bob, session } = await aSession();
    const [work, skills] = [await topicOf(ann, 'WORK'), await topicOf(ann, 'SKILLS')];
    const stays = { topicId: work, response: 'ADVICE' } as const;
    const own = { freeTopic: 'おしゃべり', response: 'LISTEN' } as const;
    await prepareSession(ann, { sessionId: session, themes: [stays, own], note: 'a' });
    const [first, second] = await themesOf(ann, session);
    await markThemeDone(bob, { themeId: first?.id ?? '' });
    await prepareSession(ann, { sessionId: session, themes: [{ topicId: skills, response: 'REPORT' }, own, stays] });
    const after = await themesOf(ann, session);
    expect(after.map(({ topicId }) => topicId)).toEqual([skills, null, work]);
    expect(after[1]).toMatchObject({ id: second?.id, state: 'OPEN' });
    expect(after[2]).toMatchObject({ id: first?.id, state: 'DONE' });
    expect(await seenBy(bob, (db) => db.preparation.findFirst({ where: { sessionId: session } }))).toMatchObject({
      revision: 2,
      note: null,
    });
  });

  test('of two tabs the second is told that the first was faster', async () => {
    const world = await aSession();
    const { ann, session } = world;
    const themes = [{ topicId: await topicOf(ann, 'WORK'), response: 'ADVICE' as const }];
    const input = { sessionId: session, themes, expectedRevision: 0 };
    const both = await Promise.allSettled([
      prepareSession(freshActor(ann), { ...input, note: 'first tab' }),
      prepareSession(freshActor(ann), { ...input, note: 'second tab' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'OUTDATED' } });
    expect(await preparationOf(world)).toMatchObject({ revision: 1 });
    await prepareSession(ann, { ...input, expectedRevision: 1 });
    expect(await preparationOf(world)).toMatchObject({ revision: 2 });
  });

  test('only the member prepares: to the counterpart it is forbidden, to others the session is not there', async () => {
    const { bob, eve, admin, server, session } = await aSession();
    const input = { sessionId: session, themes: [] };
    await expect(prepareSession(bob, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(prepareSession(eve, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(prepareSession(admin, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(prepareSession(server(), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('before and during the talk, not after it and not when it is cancelled', async () => {
    const { ann, bob, pair, session } = await aSession();
    await startSession(bob, { sessionId: session });
    await prepareSession(ann, { sessionId: session, themes: [] });
    await endSession(bob, { sessionId: session });
    const late = prepareSession(ann, { sessionId: session, themes: [] });
    await expect(late).rejects.toMatchObject({ code: 'ALREADY_OVER' });
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: new Date(Date.now() + 9e7) });
    await cancelSession(ann, { sessionId: id });
    await expect(prepareSession(ann, { sessionId: id, themes: [] })).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  test('at most five themes', async () => {
    const { ann, session } = await aSession();
    const themes = Array.from({ length: 6 }, (_, at) => ({ freeTopic: `${at}`, response: 'LISTEN' as const }));
    const refused = prepareSession(ann, { sessionId: session, themes });
    await expect(refused).rejects.toMatchObject({ code: 'LIMIT_REACHED', limit: 5 });
    await prepareSession(ann, { sessionId: session, themes: themes.slice(0, 5) });
    expect(await themesOf(ann, session)).toHaveLength(5);
  });

  test.each([
    ['neither topic nor words', {}, 'topicId'],
    ['topic and words', { topicId: `top_${'0'.repeat(26)}`, freeTopic: 'x' }, 'topicId'],
    ['a topic that is none', { topicId: `top_${'0'.repeat(26)}` }, 'topicId'],
    ['an id of another type', { topicId: `ses_${'0'.repeat(26)}` }, 'topicId'],
    ['words of 101 characters', { freeTopic: '👨‍👩‍👧'.repeat(101) }, 'freeTopic'],
    ['blank words', { freeTopic: '  \u3000' }, 'freeTopic'],
    ['a NUL', { freeTopic: 'a\0b' }, 'freeTopic'],
    ['half a character', { freeTopic: 'a\ud800' }, 'freeTopic'],
    [
      'a theme to take up that is none',
      { freeTopic: 'x', carriedFromThemeId: `thm_${'0'.repeat(26)}` },
      'carriedFromThemeId',
    ],
  ])('a theme with %s is refused at its place', async (_what, theme, field) => {
    const world = await aSession();
    const themes = [
      { freeTopic: 'ok', response: 'LISTEN' as const },
      { ...theme, response: 'LISTEN' as const },
    ];
    const refused = prepareSession(world.ann, { sessionId: world.session, themes });
    await expect(refused).rejects.toMatchObject({ issues: [{ path: ['themes', '1', field] }] });
    expect(await preparationOf(world)).toBeNull();
  });

  test('a note of a megabyte, with a NUL or with half a character is refused', async () => {
    const { ann, session } = await aSession();
    for (const note of ['x'.repeat(1_000_000), '\0', '\udc00'])
      await expect(prepareSession(ann, { sessionId: session, themes: [], note })).rejects.toMatchObject({
        issues: [{ path: ['note'] }],
      });
  });

  test('2,000 characters come back byte for byte, also composed ones and from right to left', async () => {
    const world = await aSession();
    const note = '👩🏽‍🚀'.repeat(1_980) + 'שלום \u202eabc\u202c é\r\n\tが';
    await prepareSession(world.ann, { sessionId: world.session, themes: [], note });
    const preparation = await preparationOf(world);
    expect(preparation && (await noteOf(freshActor(world.bob), preparation))).toBe(note);
  });

  test('a hidden topic is chosen no more, but stays where it was chosen', async () => {
    const { ann, admin, pair, session } = await aSession();
    const work = { topicId: await topicOf(ann, 'WORK'), response: 'ADVICE' as const };
    await prepareSession(ann, { sessionId: session, themes: [work] });
    await hideTopic(admin, { topicId: work.topicId });
    await prepareSession(ann, { sessionId: session, themes: [work], note: 'still' });
    const { id } = await proposeSession(ann, { pairId: pair, startsAt: new Date(Date.now() + 9e7) });
    await expect(prepareSession(ann, { sessionId: id, themes: [work] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('what was seen', () => {
  test('bob sees it; when ann changes it he has not seen it any more', async () => {
    const world = await aSession();
    const { ann, bob, session } = world;
    await expect(markSessionSeen(bob, { sessionId: session })).rejects.toMatchObject({ code: 'NOT_PREPARED' });
    await prepareSession(ann, { sessionId: session, themes: [] });
    await markSessionSeen(bob, { sessionId: session });
    const seen = await preparationOf(world);
    expect(seen).toMatchObject({ revision: 1, seenRevision: 1 });
    await markSessionSeen(bob, { sessionId: session });
    expect(await preparationOf(world)).toEqual(seen);
    await prepareSession(ann, { sessionId: session, themes: [], note: 'more' });
    expect(await preparationOf(world)).toMatchObject({ revision: 2, seenRevision: 1 });
  });

  test('only the counterpart says so', async () => {
    const { ann, eve, admin, session } = await aSession();
    await prepareSession(ann, { sessionId: session, themes: [] });
    await expect(markSessionSeen(ann, { sessionId: session })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(markSessionSeen(admin, { sessionId: session })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(markSessionSeen(eve, { sessionId: session })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('open themes', () => {
  const held = async () => {
    const world = await aSession();
    const { ann, session } = world;
    await prepareSession(ann, { sessionId: session, themes: [{ freeTopic: '昇進', response: 'ADVICE' }] });
    await startSession(ann, { sessionId: session });
    await endSession(ann, { sessionId: session });
    const [theme] = await themesOf(ann, session);
    const next = await proposeSession(ann, { pairId: world.pair, startsAt: new Date(Date.now() + 9e7) });
    return { ...world, theme: theme?.id ?? '', next: next.id };
  };

  test('what a talk left open is taken up again in the next one, once', async () => {
    const { ann, theme, next, pair } = await held();
    const again = { freeTopic: '昇進', response: 'ADVICE', carriedFromThemeId: theme } as const;
    await prepareSession(ann, { sessionId: next, themes: [again] });
    await prepareSession(ann, { sessionId: next, themes: [again], note: 'the same again' });
    expect(await themesOf(ann, next)).toMatchObject([{ carriedFromId: theme }]);
    const other = await proposeSession(ann, { pairId: pair, startsAt: new Date(Date.now() + 18e7) });
    const twice = prepareSession(ann, { sessionId: other.id, themes: [again] });
    await expect(twice).rejects.toMatchObject({ issues: [{ path: ['themes', '0', 'carriedFromThemeId'] }] });
    await cancelSession(ann, { sessionId: next });
    await prepareSession(ann, { sessionId: other.id, themes: [again] });
  });

  test('what is done is not taken up again, unless it is reopened', async () => {
    const { ann, bob, theme, next } = await held();
    const again = { freeTopic: '昇進', response: 'ADVICE', carriedFromThemeId: theme } as const;
    await markThemeDone(bob, { themeId: theme });
    await markThemeDone(bob, { themeId: theme });
    await expect(prepareSession(ann, { sessionId: next, themes: [again] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await reopenTheme(ann, { themeId: theme });
    await prepareSession(ann, { sessionId: next, themes: [again] });
  });

  test('nobody but the two marks a theme: it is not there for a colleague, an administrator or a server', async () => {
    const { eve, admin, server, theme } = await held();
    for (const actor of [eve, admin, server()])
      await expect(markThemeDone(actor, { themeId: theme })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
