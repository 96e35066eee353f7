import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { sendFile } from '../../testing/import-file.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aSession, type Company } from '../../testing/world.ts';
import { prepareSession } from '../sessions/preparation.ts';
import { changeQuestions, changeStage, forkContent } from './content-pack.ts';
import { importContent, takeContentBack } from './content-pack-import.ts';
import { BUILT_IN } from './content/built-in-pack.ts';
import { PackFile } from './content/pack-file.ts';
import { updateTopic } from './topic.ts';

useTestDatabase();

const ROW = {
  past: [{ ja: '昨日は？', en: 'Yesterday?' }],
  present: [{ ja: '今日は？', en: 'Today?' }],
  future: [{ ja: '明日は？', en: 'Tomorrow?' }],
};
const SIDE_WORK = { key: 'side-work', countsAs: 'OTHER', name: { ja: '副業', en: 'Side work' } } as const;
const NAMES = { name: '営業の問い', nameEn: 'Sales' };

const exported = async (actor: Actor): Promise<PackFile> => {
  const { data } = await run<{ content: { file: string } }>(freshActor(actor), '{ content { file } }');
  return PackFile.parse(JSON.parse(data?.content.file ?? ''));
};

const listed = async (actor: Actor) => {
  const { data } = await run<{ topics: { id: string; name: string; hidden: boolean }[] }>(
    freshActor(actor),
    '{ topics(includeHidden: true) { id name hidden } }',
  );
  return data?.topics ?? [];
};

const asked = async (actor: Actor) => {
  const { data } = await run<{ questions: { past: string[] }; stages: { name: string }[] }>(
    freshActor(actor),
    '{ questions(topicCode: WORK) { past } stages { name } }',
  );
  return { past: data?.questions.past, stage: data?.stages[0]?.name };
};

async function bring({ admin }: Pick<Company, 'admin'>, pack: unknown, dryRun = false) {
  const text = typeof pack === 'string' || pack instanceof Uint8Array ? pack : JSON.stringify(pack);
  const uploadId = await sendFile(admin, text, 'CONTENT_PACK');
  return { uploadId, ...(await importContent(freshActor(admin), { uploadId, dryRun })) };
}

const OTHERS: PackFile = {
  ...BUILT_IN,
  name: { ja: '別の内容', en: 'Another' },
  version: '2026.1',
  topics: [SIDE_WORK, ...BUILT_IN.topics.toReversed().map((topic) => ({ ...topic, hidden: topic.key === 'POLICY' }))],
  questions: { ...BUILT_IN.questions, WORK: ROW },
};

describe('the built-in pack', () => {
  test('is a file like any other, which a tenant can take and bring again without a change', async () => {
    const company = await aCompany();
    const { data } = await run<{ content: { file: string; isBuiltIn: boolean; fileName: string } }>(
      company.admin,
      '{ content(builtIn: true) { file isBuiltIn fileName } }',
    );
    expect(data?.content).toMatchObject({ isBuiltIn: true, fileName: 'taiwa-1.json' });
    expect(await bring(company, data?.content.file ?? '', true)).toMatchObject({ issues: [], changes: [], id: null });
  });

  test('cannot be changed before it is taken over', async () => {
    const { admin } = await aCompany();
    const change = changeQuestions(admin, { topicCode: 'WORK', ...ROW });
    await expect(change).rejects.toMatchObject({ code: 'PACK_NOT_OWN' });
  });
});

describe('a fork', () => {
  test('is changed place by place, for everybody of the tenant and nobody else', async () => {
    const { admin, hire } = await aCompany();
    const other = await aCompany();
    const ann = await hire('Ann');
    const before = await asked(ann);
    await forkContent(freshActor(admin), NAMES);
    expect(await asked(ann)).toEqual(before);
    await changeQuestions(freshActor(admin), { topicCode: 'WORK', ...ROW });
    const words = { ja: '知り合う', en: 'Meeting' };
    await changeStage(freshActor(admin), { level: 1, name: words, purpose: words, tips: [words] });
    expect(await asked(ann)).toEqual({ past: ['Yesterday?'], stage: 'Meeting' });
    expect(await asked({ ...ann, language: 'ja' })).toEqual({ past: ['昨日は？'], stage: '知り合う' });
    expect(await asked(other.admin)).toEqual(before);
    expect(await exported(admin)).toMatchObject({ name: { en: 'Sales' }, version: '3', basedOn: 'Taiwa 1' });
  });

  test('of the built-in pack begins anew', async () => {
    const { admin } = await aCompany();
    const before = await asked(admin);
    await forkContent(freshActor(admin), NAMES);
    await changeQuestions(freshActor(admin), { topicCode: 'WORK', ...ROW });
    await forkContent(freshActor(admin), { ...NAMES, from: 'BUILT_IN' });
    expect(await asked(admin)).toEqual(before);
  });

  test('keeps its versions, the latest of which can be taken back one by one', async () => {
    const { admin } = await aCompany();
    const fork = await forkContent(freshActor(admin), NAMES);
    const changed = await changeQuestions(freshActor(admin), { topicCode: 'WORK', ...ROW });
    const take = ({ id }: { id: string }) => takeContentBack(freshActor(admin), { contentPackId: id });
    await expect(take(fork)).rejects.toMatchObject({ code: 'PACK_OVER' });
    for (const version of [changed, fork]) await take(version);
    await expect(take(fork)).rejects.toMatchObject({ code: 'PACK_OVER' });
    const { data } = await run<{ contentPacks: { nodes: object[] }; content: object }>(
      freshActor(admin),
      '{ content { isBuiltIn packId } contentPacks { nodes { number origin inUse } } }',
    );
    expect(data?.content).toEqual({ isBuiltIn: true, packId: null });
    expect(data?.contentPacks.nodes).toEqual([
      { number: 2, origin: 'CHANGED', inUse: false },
      { number: 1, origin: 'FORKED', inUse: false },
    ]);
  });
});

describe('a pack from a file', () => {
  test('is shown first, then brings topics, their order and names, questions and stages', async () => {
    const company = await aCompany();
    const before = await listed(company.admin);
    const { uploadId, changes } = await bring(company, OTHERS, true);
    expect(changes).toContainEqual({ kind: 'TOPIC_ADDED', label: 'Side work' });
    expect(changes).toContainEqual({ kind: 'QUESTIONS_CHANGED', label: 'Progress and ways of working' });
    expect(await listed(company.admin)).toEqual(before);
    expect(await importContent(freshActor(company.admin), { uploadId, dryRun: false })).toMatchObject({ changes });
    const names = ['Side work', ...before.toReversed().map(({ name }) => name)];
    expect((await listed(company.admin)).map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    expect((await listed(company.admin))[0]?.name).toBe('Side work');
    expect((await listed(company.admin)).find(({ hidden }) => hidden)?.name).toBe('Company and department policy');
    expect((await asked(company.admin)).past).toEqual(['Yesterday?']);
  });

  test('comes out as it went in, and brought again changes nothing', async () => {
    const [company, other] = [await aCompany(), await aCompany()];
    await bring(company, OTHERS);
    const file = await exported(company.admin);
    expect(file.questions).toEqual(OTHERS.questions);
    expect(file.topics.map(({ key }) => key)).toEqual(OTHERS.topics.map(({ key }) => key));
    expect(await bring(company, file, true)).toMatchObject({ issues: [], changes: [] });
    await bring(other, file);
    expect((await exported(other.admin)).topics).toEqual(file.topics);
  });

  test('leaves topics that it does not name behind its own', async () => {
    const company = await aCompany();
    await bring(company, OTHERS);
    await bring(company, { ...BUILT_IN, topics: BUILT_IN.topics.slice(0, 2), version: '2' });
    const file = await exported(company.admin);
    expect(file.topics.map(({ key }) => key).slice(0, 3)).toEqual(['WORK', 'RELATIONSHIPS', 'side-work']);
    expect(file.topics).toHaveLength(8);
  });

  test('with anything wrong writes nothing and tells every problem with its place', async () => {
    const company = await aCompany();
    const before = await exported(company.admin);
    const [first, ...stages] = BUILT_IN.stages;
    const wrong = {
      ...OTHERS,
      topics: [{ ...SIDE_WORK, countsAs: undefined }, ...BUILT_IN.topics.map((topic) => ({ ...topic, hidden: true }))],
      questions: {
        ...BUILT_IN.questions,
        CAREER: { ...ROW, past: [{ ja: '', en: 'x'.repeat(300) }] },
        WORK: undefined,
      },
      stages: [{ ...first, level: 7 }, ...stages],
      surprise: true,
    };
    const { issues } = await bring(company, wrong);
    const places = issues.map(({ path }) => path.join('.'));
    for (const place of [
      'topics.0.countsAs',
      'questions.CAREER.past.0.ja',
      'questions.CAREER.past.0.en',
      'questions.WORK',
    ])
      expect(places).toContain(place);
    expect(places).toContain('stages.0.level');
    expect(places).toContain('');
    expect(await exported(company.admin)).toEqual(before);
  });

  test.each([
    ['no JSON', '{'],
    ['in another encoding', new Uint8Array([0x22, 0x82, 0xa0, 0x22])],
    ['a list', '[]'],
    ['names of prototypes', '{"__proto__":{"name":1},"constructor":{"prototype":{}}}'],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['NUL in a text', JSON.stringify({ ...OTHERS, name: { ja: 'a\0', en: '\uD800' } })],
  ])('that is %s is told, and changes nothing', async (_what, text) => {
    const company = await aCompany();
    const { issues, id } = await bring(company, text);
    expect([issues.length > 0, id]).toEqual([true, null]);
    expect((await run(company.admin, '{ content { isBuiltIn } }')).data).toEqual({ content: { isBuiltIn: true } });
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  test('of more topics than a tenant may have is refused as a whole', async () => {
    const company = await aCompany();
    const many = Array.from({ length: 59 }, (_, at) => ({ ...SIDE_WORK, key: `own-${at}` }));
    const { issues } = await bring(company, { ...BUILT_IN, topics: many });
    expect(issues).toEqual([{ path: ['topics'], message: 'There can be at most 60 topics, hidden ones included.' }]);
  });
});

describe('a pack that was brought', () => {
  test('is taken back with its topics, order, names and texts', async () => {
    const company = await aCompany();
    const before = [await listed(company.admin), await asked(company.admin)];
    const { id } = await bring(company, OTHERS);
    await takeContentBack(freshActor(company.admin), { contentPackId: id ?? '' });
    expect([await listed(company.admin), await asked(company.admin)]).toEqual(before);
  });

  test('stays once a session has chosen a topic of it, which the administrator is not shown', async () => {
    const company = await aSession();
    const { id } = await bring(company, OTHERS);
    const [own] = await listed(company.admin);
    const theme = { topicId: own?.id ?? '', response: 'LISTEN' as const };
    await prepareSession(freshActor(company.ann), { sessionId: company.session, themes: [theme] });
    const taken = takeContentBack(freshActor(company.admin), { contentPackId: id ?? '' });
    await expect(taken).rejects.toMatchObject({ code: 'PACK_USED' });
    expect((await listed(company.admin))[0]).toEqual(own);
  });

  test('stays once a topic of it was changed by hand', async () => {
    const company = await aCompany();
    const { id } = await bring(company, OTHERS);
    const [own] = await listed(company.admin);
    await updateTopic(freshActor(company.admin), { topicId: own?.id ?? '', nameEn: 'Second job' });
    const taken = takeContentBack(freshActor(company.admin), { contentPackId: id ?? '' });
    await expect(taken).rejects.toMatchObject({ code: 'PACK_USED' });
  });
});

test('only administrators and servers of the tenant change content', async () => {
  const [company, other] = [await aCompany(), await aCompany()];
  const { id: contentPackId } = await forkContent(freshActor(company.admin), NAMES);
  const changes = (actor: Actor) => [
    () => forkContent(freshActor(actor), NAMES),
    () => changeQuestions(freshActor(actor), { topicCode: 'WORK', ...ROW }),
    () => importContent(freshActor(actor), { uploadId: 'upl_00000000000000000000000000', dryRun: true }),
    () => takeContentBack(freshActor(actor), { contentPackId }),
  ];
  for (const role of ['MEMBER', 'MANAGER', 'ADVISOR'] as const)
    for (const change of changes(await company.hire('Somebody', [role])))
      await expect(change()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(takeContentBack(other.admin, { contentPackId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await changeQuestions(company.server('topics:write'), { topicCode: 'WORK', ...ROW });
});

test('a file that another sent is nobody else’s to bring', async () => {
  const company = await aCompany();
  const uploadId = await sendFile(company.admin, JSON.stringify(OTHERS), 'CONTENT_PACK');
  const second = await company.hire('Abe', ['ADMIN']);
  await expect(importContent(second, { uploadId, dryRun: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the form of the file is published as it is checked', async () => {
  const published = await readFile(new URL('../../../../../docs/content-pack.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(PackFile, { io: 'input' }))));
});
