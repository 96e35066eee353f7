import { describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aSession } from '../../testing/world.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { addDefaultTopics, createTopic, hideTopic, orderTopics, showTopic, updateTopic } from './topic.ts';
import { BUILT_IN } from './content/built-in-pack.ts';
import { RESPONSES } from './content/responses.ts';
import { DEFAULT_TOPICS } from './content/topic-names.ts';

useTestDatabase();

interface Listed {
  readonly topics: readonly { readonly id: string; readonly code: string | null; readonly name: string }[];
}
const listed = async (actor: Actor, includeHidden = false) =>
  (
    await run<Listed>(actor, 'query($hidden: Boolean!) { topics(includeHidden: $hidden) { id code name } }', {
      hidden: includeHidden,
    })
  ).data?.topics ?? [];

describe('a topic whose name turns the words behind it', () => {
  test('is shown without what turns them, in the list and in what the other reads first', async () => {
    const { admin, ann, bob, session } = await aSession();
    const name = { name: '副業\u202Eの話', nameEn: 'Side \u2067work' };
    const { id: topicId } = await createTopic(freshActor(admin), { ...name, countsAs: 'OTHER' });
    expect((await listed(freshActor(admin))).find(({ id }) => id === topicId)?.name).toBe('Side work');
    await prepareSession(freshActor(ann), { sessionId: session, themes: [{ topicId, response: 'LISTEN' }] });
    const brief = 'query($id: ID!) { session(id: $id) { themes { title } brief { headline } } }';
    const { data } = await run({ ...freshActor(bob), language: 'ja' }, brief, { id: session });
    expect(JSON.stringify(data)).toContain('副業の話');
    expect(JSON.stringify(data)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  test('and has nothing else in it is refused', async () => {
    const { admin } = await aCompany();
    const made = createTopic(admin, { name: '\u202E', nameEn: 'Side work', countsAs: 'OTHER' });
    await expect(made).rejects.toMatchObject({ issues: [{ path: ['name'] }] });
  });
});

describe('the list', () => {
  test('begins with the seven topics in the published order, named in the language of the reader', async () => {
    const { admin, tenantId } = await aCompany();
    await addDefaultTopics(tenantId);
    const topics = await listed(admin);
    expect(topics.map(({ code }) => code)).toEqual(DEFAULT_TOPICS.map(({ code }) => code));
    expect(topics[0]?.name).toBe('Progress and ways of working');
    expect((await listed({ ...admin, language: 'ja' }))[0]?.name).toBe('業務の進捗や進め方');
  });

  test('takes topics of the tenant at its end, in the order that is set, without those that are hidden', async () => {
    const { admin } = await aCompany();
    const { id: own } = await createTopic(admin, { name: '副業', nameEn: 'Side work', countsAs: 'OTHER' });
    const before = await listed(admin);
    expect(before.at(-1)?.id).toBe(own);
    const reversed = before.map(({ id }) => id).toReversed();
    await orderTopics(freshActor(admin), { topicIds: reversed });
    expect((await listed(admin)).map(({ id }) => id)).toEqual(reversed);
    await hideTopic(freshActor(admin), { topicId: own });
    expect((await listed(admin)).map(({ id }) => id)).not.toContain(own);
    expect((await listed(admin, true)).at(-1)?.id).toBe(own);
    await showTopic(freshActor(admin), { topicId: own });
    expect((await listed(admin))[0]?.id).toBe(own);
  });

  test('refuses an order that misses or repeats a topic', async () => {
    const { admin } = await aCompany();
    const ids = (await listed(admin)).map(({ id }) => id);
    for (const topicIds of [ids.slice(1), [...ids.slice(1), ids[1] ?? '']])
      await expect(orderTopics(freshActor(admin), { topicIds })).rejects.toMatchObject({
        issues: [{ path: ['topicIds'] }],
      });
  });

  test('keeps its last topic, also when two are hidden at once', async () => {
    const { admin } = await aCompany();
    const [first, second, ...others] = await listed(admin);
    for (const { id } of others) await hideTopic(freshActor(admin), { topicId: id });
    const both = await Promise.allSettled(
      [first, second].map((topic) => hideTopic(freshActor(admin), { topicId: topic?.id ?? '' })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await listed(admin)).toHaveLength(1);
  });
});

test('a session keeps a topic that is hidden afterwards', async () => {
  const { ann, admin, session } = await aSession();
  const [topic] = await listed(ann);
  await prepareSession(ann, { sessionId: session, themes: [{ topicId: topic?.id ?? '', response: 'LISTEN' }] });
  await hideTopic(admin, { topicId: topic?.id ?? '' });
  const answer = await run(ann, 'query($id: ID!) { session(id: $id) { themes { title } } }', { id: session });
  expect(answer.data).toEqual({ session: { themes: [{ title: topic?.name }] } });
});

test('a default topic may be renamed and always counts as itself', async () => {
  const { admin } = await aCompany();
  const [work] = await listed(admin);
  await updateTopic(admin, { topicId: work?.id ?? '', name: '仕事', nameEn: 'Work', countsAs: 'PRIVATE' });
  const { data } = await run<{ topics: { name: string; countsAs: string }[] }>(admin, '{ topics { name countsAs } }');
  expect(data?.topics[0]).toEqual({ name: 'Work', countsAs: 'WORK' });
});

test('only admins and servers change topics', async () => {
  const { hire, server } = await aCompany();
  const input = { name: 'x', nameEn: 'x', countsAs: 'WORK' } as const;
  for (const role of ['MEMBER', 'MANAGER', 'ADVISOR'] as const)
    await expect(createTopic(await hire('Somebody', [role]), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await createTopic(server('topics:read', 'topics:write'), input);
});

describe('the content', () => {
  const inBoth = (text: { ja: string; en: string }) => expect(text.ja.length * text.en.length).toBeGreaterThan(0);

  test('has questions for each of the seven topics and each time, in both languages', () => {
    for (const { code } of DEFAULT_TOPICS)
      for (const time of ['past', 'present', 'future'] as const) {
        expect(BUILT_IN.questions[code][time].length).toBeGreaterThanOrEqual(2);
        BUILT_IN.questions[code][time].forEach(inBoth);
      }
  });

  test('has a style for each response and six stages, in both languages', () => {
    expect(new Set(RESPONSES.map(({ kind }) => kind)).size).toBe(6);
    for (const { name, description, style } of RESPONSES)
      [name, description, style.name, style.advice, style.avoid].forEach(inBoth);
    for (const { style } of RESPONSES) expect(style.phrases.ja).toHaveLength(style.phrases.en.length);
    expect(BUILT_IN.stages.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { name, purpose, tips } of BUILT_IN.stages) [name, purpose, ...tips].forEach(inBoth);
  });
});
