import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { after, freezeTime, now } from '../../kernel/time.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { run } from '../../testing/run.ts';
import { aSession, type CompanyWithSession } from '../../testing/world.ts';
import { prioritiseTopic } from '../topics/topic-priority.ts';
import { prepareSession } from './preparation.ts';
import { acceptSession, proposeSession } from './session.ts';
import { endSession, startSession } from './talk.ts';
import { markThemeDone } from './theme.ts';

useTestDatabase();
beforeEach(() => void freezeTime('2030-04-10T03:00:00Z'));
afterEach(() => freezeTime(new Date())());

interface Seen {
  readonly session: {
    readonly guidedTopics: readonly { readonly topic: { readonly code: string }; readonly kind: string }[] | null;
    readonly themes: readonly { readonly id: string; readonly title: string; readonly required: boolean }[] | null;
    readonly brief: { readonly headline: string } | null;
  };
}
const SEEN = `query($id: ID!) { session(id: $id) {
  guidedTopics { topic { code } kind why until } themes { id title required } brief { headline }
} }`;
const seen = async (actor: Actor, id: string) => (await run<Seen>(freshActor(actor), SEEN, { id })).data?.session;
const titles = async (actor: Actor, id: string) => (await seen(actor, id))?.themes?.map(({ title }) => title);

interface World extends CompanyWithSession {
  readonly policy: string;
  readonly career: string;
}

async function aGuidedSession(): Promise<World> {
  const world = await aSession(10);
  const { data } = await run<{ topics: { id: string; code: string }[] }>(world.ann, '{ topics { id code } }');
  const of = (code: string) => data?.topics.find((topic) => topic.code === code)?.id ?? '';
  const period = { from: new Date('2030-04-01T00:00:00Z'), until: new Date('2030-04-30T00:00:00Z') };
  const words = { why: '新しい方針について', whyEn: 'About the new policy' };
  const addressees = { roles: ['MEMBER' as const] };
  await prioritiseTopic(world.admin, { topicId: of('POLICY'), kind: 'REQUIRED', addressees, ...period, ...words });
  await prioritiseTopic(freshActor(world.admin), { topicId: of('SKILLS'), kind: 'RECOMMENDED', ...period, ...words });
  return { ...world, policy: of('POLICY'), career: of('CAREER') };
}

const prepare = ({ ann, session }: World, ...topicIds: string[]) =>
  prepareSession(freshActor(ann), {
    sessionId: session,
    themes: topicIds.map((topicId) => ({ topicId, response: 'ADVICE' as const })),
  });

async function aNextSession({ ann, bob, pair }: World): Promise<string> {
  const { id } = await proposeSession(freshActor(ann), { pairId: pair, startsAt: after(now(), 3, 'days') });
  await acceptSession(freshActor(bob), { sessionId: id });
  return id;
}

const POLICY = 'Company and department policy';
const CAREER = 'Where my career goes';

describe('a required topic', () => {
  test('is told to the two before anything is prepared, with the recommended ones, and to nobody else', async () => {
    const { ann, bob, admin, session } = await aGuidedSession();
    const told = {
      guidedTopics: [
        { topic: { code: 'POLICY' }, kind: 'REQUIRED', why: 'About the new policy', until: '2030-04-30' },
        { topic: { code: 'SKILLS' }, kind: 'RECOMMENDED', why: 'About the new policy', until: '2030-04-30' },
      ],
    };
    expect(await seen(ann, session)).toMatchObject(told);
    expect(await seen(bob, session)).toMatchObject(told);
    expect(await seen(admin, session)).toMatchObject({ guidedTopics: null, themes: null });
  });

  test('stands behind what the member chose, and is not what the counterpart is told they want', async () => {
    const world = await aGuidedSession();
    const { ann, bob, session, career } = world;
    await prepare(world);
    expect((await seen(ann, session))?.themes).toMatchObject([{ title: POLICY, required: true }]);
    expect((await seen(bob, session))?.brief?.headline).toContain('has not chosen a topic yet');
    await prepare(world, career);
    expect(await titles(ann, session)).toEqual([CAREER, POLICY]);
    expect((await seen(bob, session))?.brief?.headline).toContain(CAREER);
  });

  test('stays the same theme when the agenda is prepared anew', async () => {
    const world = await aGuidedSession();
    await prepare(world, world.career);
    const before = (await seen(world.ann, world.session))?.themes?.at(-1);
    await prepare(world);
    expect((await seen(world.ann, world.session))?.themes).toEqual([before]);
  });

  test('is on the agenda of a talk that nobody prepared', async () => {
    const { ann, bob, session } = await aGuidedSession();
    await startSession(freshActor(bob), { sessionId: session });
    expect((await seen(ann, session))?.themes).toMatchObject([{ title: POLICY, required: true }]);
  });

  test('that the member chose themselves cannot be taken off again, and nothing is lost by trying', async () => {
    const world = await aGuidedSession();
    const { ann, session, policy, career } = world;
    await prepare(world, policy, career);
    expect(await titles(ann, session)).toEqual([POLICY, CAREER]);
    await expect(prepare(world, career)).rejects.toMatchObject({
      code: 'TOPIC_REQUIRED',
      possibleFrom: new Date('2030-05-01T00:00:00Z'),
    });
    expect(await titles(ann, session)).toEqual([POLICY, CAREER]);
  });

  test('leaves the member all five themes of their own', async () => {
    const world = await aGuidedSession();
    const free = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ freeTopic: `Topic ${place}`, response: 'LISTEN' as const }));
    const input = { sessionId: world.session, themes: free(5) };
    await prepareSession(freshActor(world.ann), input);
    expect(await titles(world.ann, world.session)).toHaveLength(6);
    await expect(prepareSession(freshActor(world.ann), { ...input, themes: free(6) })).rejects.toMatchObject({
      limit: 5,
    });
  });

  test('comes again until a talk of the pair ended with it done', async () => {
    const world = await aGuidedSession();
    const { ann, session } = world;
    await startSession(freshActor(ann), { sessionId: session });
    await endSession(freshActor(ann), { sessionId: session });
    const second = await aNextSession(world);
    expect((await seen(ann, second))?.guidedTopics).toHaveLength(2);
    const theme = (await seen(ann, session))?.themes?.[0]?.id ?? '';
    await markThemeDone(freshActor(ann), { themeId: theme });
    expect((await seen(ann, second))?.guidedTopics).toMatchObject([{ kind: 'RECOMMENDED' }]);
    await prepareSession(freshActor(ann), { sessionId: second, themes: [] });
    expect(await titles(ann, second)).toEqual([]);
  });

  test('is not offered as left open: it comes back by itself', async () => {
    const world = await aGuidedSession();
    const { ann, session } = world;
    await startSession(freshActor(ann), { sessionId: session });
    await endSession(freshActor(ann), { sessionId: session });
    const second = await aNextSession(world);
    const { data } = await run(ann, 'query($id: ID!) { session(id: $id) { openThemes { id } } }', { id: second });
    expect(data).toEqual({ session: { openThemes: [] } });
  });

  test('does not bind who is not meant', async () => {
    const world = await aGuidedSession();
    const { data } = await run<{ topics: { id: string }[] }>(world.admin, '{ topics { id } }');
    const days = { from: new Date('2030-04-01T00:00:00Z'), until: new Date('2030-04-30T00:00:00Z') };
    const topicId = data?.topics[0]?.id ?? '';
    const words = { why: 'x', whyEn: 'x' };
    const addressees = { roles: ['MANAGER' as const] };
    await prioritiseTopic(freshActor(world.admin), { topicId, kind: 'REQUIRED', addressees, ...days, ...words });
    await prepare(world, world.career);
    expect(await titles(world.ann, world.session)).toEqual([CAREER, POLICY]);
  });
});
