import { type ExecutionResult, parse } from 'graphql';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Actor, personActor } from '../../kernel/actor.ts';
import { useDatabase } from '../../kernel/database.ts';
import { Feed } from '../../kernel/feed.ts';
import { subscription } from '../../kernel/operation.ts';
import { schema } from '../../schema.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { refusalsOf } from '../../testing/run.ts';
import { aRecording, type CompanyWithRecording, said } from '../../testing/transcripts.ts';
import { forgetRestrictions, readRestrictions } from '../tenancy/restricted-tenants.ts';
import { admittedAppend, appendSegments } from './append.ts';
import { appending } from './append-batch.ts';
import { LiveTranscript } from './live-transcript.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

const document = parse(`subscription ($id: ID!, $after: Int!) { transcript(sessionId: $id, after: $after) {
  lastSeq entries { seq ... on TranscriptSegment { text } } } }`);

/** A page and the connection it came with, whose actor may be exchanged. */
interface Page {
  readonly connection: { actor: Actor };
  readonly answers: Feed<ExecutionResult>;
}

const Told = z.object({
  transcript: z.object({ entries: z.array(z.object({ text: z.string().optional() })) }).nullable(),
});

const open: Page[] = [];
beforeEach(() => readRestrictions());
afterEach(async () => {
  vi.restoreAllMocks();
  forgetRestrictions();
  await Promise.all(open.splice(0).map(({ answers }) => answers.leave()));
});

async function openPage(actor: Actor, id: string, after = 2): Promise<Page> {
  const connection = { actor };
  const answers = await subscription({ schema, document, variableValues: { id, after }, contextValue: connection });
  if (!(answers instanceof Feed)) throw new AggregateError(answers.errors ?? []);
  const page = { connection, answers };
  open.push(page);
  await answers.next();
  return page;
}

const textsOf = ({ data }: ExecutionResult): (string | undefined)[] =>
  Told.parse(data).transcript?.entries.map(({ text }) => text) ?? [];

const next = async ({ answers }: Page): Promise<ExecutionResult> => (await answers.next()).value ?? {};
const nextOf = (pages: readonly Page[]) => Promise.all(pages.map(next));

let names = 0;
const say = ({ ann, session: sessionId, grantId }: CompanyWithRecording, text: string) =>
  appendSegments({ ...ann }, { sessionId, grantId, segments: [said(`n${(names += 1)}`, text)] });

/** Has all of them told something, which makes those one who may see the same. */
async function level(world: CompanyWithRecording, pages: readonly Page[]): Promise<void> {
  const waiting = nextOf(pages);
  await say(world, 'level');
  expect((await waiting).map(textsOf)).toEqual(pages.map(() => ['level']));
}

/** Three pages of Bob, all level. */
async function threePages() {
  const world = await aRecording();
  const pages = [];
  for (let page = 0; page < 3; page += 1) pages.push(await openPage(personActor({ ...world.bob }), world.session));
  await level(world, pages);
  return { world, pages: pages as [Page, Page, Page] };
}

test('an event is looked for once, however many pages wait for it', async () => {
  const { world, pages } = await threePages();
  const looked = vi.spyOn(LiveTranscript.prototype, 'newsBehind');
  const timesFor = async (text: string) => {
    looked.mockClear();
    const waiting = nextOf(pages);
    await say(world, text);
    expect((await waiting).map(textsOf)).toEqual(pages.map(() => [text]));
    return looked.mock.calls.length;
  };
  const times = await timesFor('to three');
  for (let more = 0; more < 20; more += 1) pages.push(await openPage(personActor({ ...world.bob }), world.session, 4));
  await level(world, pages);
  expect(await timesFor('to all')).toBe(times);
});

test('a page that is slow is waited for by nobody, misses nothing and comes back', async () => {
  const { world, pages } = await threePages();
  const [slow, ...quick] = pages;
  for (const text of ['one', 'two']) {
    const waiting = nextOf(quick);
    await say(world, text);
    expect((await waiting).map(textsOf)).toEqual([[text], [text]]);
  }
  expect(textsOf(await next(slow))).toEqual(['one', 'two']);
  await level(world, pages);
});

test('the others are told what comes when a page leaves, also the one that looks out, also in the middle', async () => {
  const { world, pages } = await threePages();
  const [first, second, third] = pages;
  const waiting = nextOf([second, third]);
  void first.answers.next();
  await first.answers.leave();
  await say(world, 'without the first');
  expect((await waiting).map(textsOf)).toEqual([['without the first'], ['without the first']]);
  const call = await admittedAppend(
    { ...world.ann },
    { sessionId: world.session, grantId: world.grantId, segments: [said('last', 'alone')] },
  );
  const alone = next(third);
  void second.answers.next();
  // Called when the event is found, and before it is answered.
  const taken = new Promise<void>((resolve) => {
    const found = LiveTranscript.prototype.take;
    vi.spyOn(LiveTranscript.prototype, 'take').mockImplementation(function (this: LiveTranscript, news) {
      found.call(this, news);
      if (news?.entries.length) resolve(second.answers.leave());
    });
  });
  await appending.run(call);
  await taken;
  expect(textsOf(await alone)).toEqual(['alone']);
});

test.each([[0], [1]])('page %i whose connection has another right by then is asked for alone', async (at) => {
  const { world, pages } = await threePages();
  const { connection } = pages[at] as Page;
  const waiting = nextOf(pages);
  // No renewal does this; it stands for whatever takes the right away.
  connection.actor = personActor({ ...world.eve });
  await say(world, 'in confidence');
  for (const [page, answer] of (await waiting).entries())
    if (page === at) expect([refusalsOf(answer), JSON.stringify(answer.data)]).toEqual([['FORBIDDEN'], 'null']);
    else expect(textsOf(answer)).toEqual(['in confidence']);
});

test('a page whose connection was renewed with the same right stays with the others', async () => {
  const { world, pages } = await threePages();
  const waiting = nextOf(pages);
  pages[1].connection.actor = personActor({ ...world.bob, credentialId: 'gra_renewed' });
  await say(world, 'as before');
  const [first, renewed] = await waiting;
  expect(textsOf(first as ExecutionResult)).toEqual(['as before']);
  expect(renewed).toBe(first);
});

test('a page that has what is not there is told so; one that heard of the newest elsewhere waits for what follows', async () => {
  const world = await aRecording();
  const begin = async (after: number): Promise<Feed<ExecutionResult>> => {
    const contextValue = { actor: personActor({ ...world.bob }) };
    const variableValues = { id: world.session, after };
    const answers = await subscription({ schema, document, variableValues, contextValue });
    if (!(answers instanceof Feed)) throw new AggregateError(answers.errors ?? []);
    return answers;
  };
  const ahead = await begin(3);
  expect(refusalsOf((await ahead.next()).value ?? {})).toEqual(['NO_SUCH_ENTRY']);
  expect((await ahead.next()).done).toBe(true);
  const page = await openPage(personActor({ ...world.ann }), world.session);
  // As another process writes it, before the word of it comes here.
  await tables.query('admin', 'update transcript set last_seq = 3 where session_id = $1', [world.session]);
  const level = await begin(3);
  expect((await level.next()).value).toMatchObject({ data: { transcript: { lastSeq: 3, entries: [] } } });
  await level.leave();
  await page.answers.leave();
});

test('an event that could not be answered ends every page with an answer that says so, and is told to who comes back', async () => {
  const { world, pages } = await threePages();
  const calls = [
    await admittedAppend(
      { ...world.ann },
      { sessionId: world.session, grantId: world.grantId, segments: [said('busy', 'not lost')] },
    ),
  ];
  // Where it is not known whether somebody's data is restricted each event asks the tables, for which nothing is free.
  const busy = tables.connect({ clients: 1, patience: 20 });
  const waiting = nextOf(pages);
  useDatabase(busy);
  let release = () => {};
  const taken = busy.read(personActor({ ...world.ann }), () => new Promise<void>((resolve) => (release = resolve)));
  try {
    forgetRestrictions();
    await Promise.all(calls.map((call) => appending.run(call)));
    expect((await waiting).map(refusalsOf)).toEqual([['BUSY'], ['BUSY'], ['BUSY']]);
    for (const { answers } of pages) expect(await answers.next()).toEqual({ done: true, value: undefined });
  } finally {
    release();
    await taken;
    useDatabase(tables.database);
  }
  // At once, while the failure is still young.
  const again = await Promise.all(pages.map(() => openAgain(world)));
  expect(again.map(textsOf)).toEqual([['not lost'], ['not lost'], ['not lost']]);
});

async function openAgain(world: CompanyWithRecording): Promise<ExecutionResult> {
  const contextValue = { actor: personActor({ ...world.bob }) };
  const answers = await subscription({
    schema,
    document,
    variableValues: { id: world.session, after: 3 },
    contextValue,
  });
  if (!(answers instanceof Feed)) throw new AggregateError(answers.errors ?? []);
  const { value } = await answers.next();
  await answers.leave();
  return value ?? {};
}
