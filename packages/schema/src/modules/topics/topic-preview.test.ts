import { expect, test } from 'vitest';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aCompany } from '../../testing/world.ts';
import { prioritiseTopic } from './topic-priority.ts';

useTestDatabase();

interface Shown {
  readonly kind: string | null;
  readonly topic: { readonly id: string; readonly name: string; readonly nameJa: string; readonly position: number };
}

const OFFER = '{ kind topic { id name nameJa position } }';

const offered = async (actor: Actor) =>
  (await run<{ it: Shown[] }>(freshActor(actor), `{ it: offeredTopics ${OFFER} }`)).data?.it ?? [];

const preview = async (actor: Actor, topics: readonly object[], userId?: string) => {
  const document = `query($topics: [TopicDraft!]!, $userId: ID) { it: topicsPreview(topics: $topics, userId: $userId) ${OFFER} }`;
  return (await run<{ it: Shown[] }>(freshActor(actor), document, { topics, userId })).data?.it;
};

test('a preview shows order, names and what is hidden as a member would see it, and saves nothing', async () => {
  const { admin, hire } = await aCompany();
  const ann = await hire('Ann');
  const before = await offered(ann);
  const [first, second, third] = before.map(({ topic }) => topic.id);
  const drafts = [
    { topicId: third, name: '体調', nameEn: 'Health' },
    { topicId: second, hidden: true },
    { topicId: first },
  ];
  const shown = (await preview(admin, drafts)) ?? [];
  expect(shown[0]?.topic).toEqual({ id: third, name: 'Health', nameJa: '体調', position: 0 });
  expect(shown[1]?.topic.id).toBe(first);
  expect(shown.map(({ topic }) => topic.id)).not.toContain(second);
  expect(shown).toHaveLength(before.length - 1);
  expect(await offered(ann)).toEqual(before);
});

test('a preview as a person puts on top what is required of them, under its new name', async () => {
  const { admin, hire } = await aCompany();
  const ann = await hire('Ann');
  const [, , , career] = (await offered(ann)).map(({ topic }) => topic.id);
  const days = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2020-12-31T00:00:00Z') };
  const why = { why: '面談', whyEn: 'Review' };
  await prioritiseTopic(freshActor(admin), { topicId: career ?? '', kind: 'REQUIRED', ...days, ...why });
  const document = `query($topics: [TopicDraft!]!, $userId: ID) { it: topicsPreview(topics: $topics, userId: $userId, on: "2020-06-01") ${OFFER} }`;
  const variables = { topics: [{ topicId: career, nameEn: 'Next step' }], userId: ann.userId };
  const { data } = await run<{ it: Shown[] }>(freshActor(admin), document, variables);
  expect(data?.it[0]).toMatchObject({ kind: 'REQUIRED', topic: { name: 'Next step' } });
  expect((await preview(admin, []))?.every(({ kind }) => kind === null)).toBe(true);
});

test('what cannot be saved is passed over: a blank name, an endless one, a topic that is not there', async () => {
  const { admin } = await aCompany();
  const before = await offered(admin);
  const [first] = before.map(({ topic }) => topic.id);
  const drafts = [
    { topicId: 'top_00000000000000000000000000', name: 'x' },
    { topicId: first, nameEn: ' ', name: 'x'.repeat(41) },
  ];
  expect(await preview(admin, drafts)).toEqual(before);
});

test('a preview is for who manages topics, and of their own people', async () => {
  const { admin, hire, server } = await aCompany();
  const ann = await hire('Ann');
  expect(await preview(ann, [])).toBeUndefined();
  expect(await preview(await hire('Ivy', ['ADVISOR']), [])).toBeUndefined();
  expect(await preview(server('topics:read'), [])).toHaveLength(7);
  expect(await preview(admin, [], (await aCompany()).admin.userId)).toBeUndefined();
});
