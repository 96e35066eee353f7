import { describe, expect, test } from 'vitest';
import { type Actor, anonymous, freshActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { aCompany, seenBy } from '../../testing/world.ts';
import { setTerms } from './term.ts';

useTestDatabase();

const wordsFor = async (actor: Actor) => {
  const { data } = await run<{ terms: { key: string; word: string | null }[] }>(actor, '{ terms { key word } }');
  return data?.terms;
};

const talk = { key: 'TALK', ja: '面談', en: 'check-in' } as const;

describe('words of a tenant', () => {
  test('are the same for everybody of it, each in their language, and for nobody else', async () => {
    const { admin, hire, server } = await aCompany();
    const stranger = (await aCompany()).admin;
    await setTerms(admin, { terms: [talk, { key: 'MANAGER', ja: 'リーダー' }] });
    const member = await hire('Ann');
    const japanese = [
      { key: 'TALK', word: '面談' },
      { key: 'MANAGER', word: 'リーダー' },
    ];
    const english = [
      { key: 'TALK', word: 'check-in' },
      { key: 'MANAGER', word: null },
    ];
    expect(await wordsFor({ ...member, language: 'ja' })).toEqual(japanese);
    for (const actor of [member, admin, server('sessions:read')]) expect(await wordsFor(actor)).toEqual(english);
    expect(await wordsFor(stranger)).toEqual([]);
    expect(refusalsOf(await run(anonymous('r'), '{ terms { key } }'))).toEqual(['UNAUTHENTICATED']);
  });

  test('what is left out stays, null brings the usual word back', async () => {
    const { admin } = await aCompany();
    await setTerms(admin, { terms: [talk] });
    await setTerms(admin, { terms: [{ key: 'TALK', en: null }] });
    expect(await wordsFor({ ...admin, language: 'ja' })).toEqual([{ key: 'TALK', word: '面談' }]);
    await setTerms(admin, { terms: [{ key: 'TALK', ja: null }] });
    expect(await wordsFor(admin)).toEqual([]);
  });

  test.each([
    ['check-in', 'check-ins'],
    ['coach', 'coaches'],
    ['buddy', 'buddies'],
    ['Tuesday', 'Tuesdays'],
  ])('several of %s are %s', async (en, plural) => {
    const { admin } = await aCompany();
    await setTerms(admin, { terms: [{ key: 'TALK', en }] });
    expect((await run(admin, '{ terms { plural } }')).data).toEqual({ terms: [{ plural }] });
  });

  test('two administrators who change two words at once change both', async () => {
    const { admin } = await aCompany();
    const keys = ['TALK', 'MEMBER', 'ADVISOR', 'HINT'] as const;
    await Promise.all(keys.map((key) => setTerms(freshActor(admin), { terms: [{ key, en: key.toLowerCase() }] })));
    expect((await wordsFor(admin))?.map(({ key }) => key)).toEqual(keys);
  });

  test('the mutation answers the tenant with its words, and the trail says who changed them', async () => {
    const { admin, tenantId } = await aCompany();
    const document = `mutation($input: SetTermsInput!) {
      setTerms(input: $input) { ... on Tenant { terms { key ja en } } ... on InvalidInput { issues { path } } }
    }`;
    const { data } = await run(admin, document, { input: { terms: [talk] } });
    expect(data).toEqual({ setTerms: { terms: [talk] } });
    const where = { tenantId, type: 'terms.changed' };
    const event = await seenBy(admin, (db) => db.outboxEvent.findFirstOrThrow({ where }));
    expect(event).toMatchObject({ actorUserId: admin.userId, subjectId: tenantId });
    const wrong = await run(admin, document, { input: { terms: [{ key: 'HINT', ja: ' ' }] } });
    expect(wrong.data).toEqual({ setTerms: { issues: [{ path: ['terms', '0', 'ja'] }] } });
  });

  test.each([
    [''],
    ['  '],
    ['面\n談'],
    ['a\u202eb'],
    ['a\u200bb'],
    ['{MEMBER}'],
    ['<b>'],
    ['談'.repeat(21)],
    ['\ud800'],
  ])('a word like %j is refused', async (ja) => {
    const { admin } = await aCompany();
    await expect(setTerms(admin, { terms: [{ key: 'HINT', ja }] })).rejects.toMatchObject({
      issues: [{ path: ['terms', '0', 'ja'] }],
    });
    expect(await wordsFor(admin)).toEqual([]);
  });

  test('only administrators and servers choose them', async () => {
    const { hire, server } = await aCompany();
    for (const actor of [await hire('Vic', ['ADVISOR', 'MANAGER', 'MEMBER']), server('people:read')])
      await expect(setTerms(actor, { terms: [talk] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(setTerms(server('people:write'), { terms: [talk] })).resolves.toHaveProperty('id');
  });
});
