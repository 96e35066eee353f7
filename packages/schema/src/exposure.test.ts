import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { getNamedType, type GraphQLObjectType, isLeafType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './kernel/actor.ts';
import { declaredAudiences } from './kernel/audience.graph.ts';
import { guardedTypes } from './kernel/guarded.ts';
import { typeOfId } from './kernel/ids.ts';
import { useKeys } from './kernel/keyring.ts';
import { LocalSignals, useSignals } from './kernel/signals.ts';
import { schema } from './schema.ts';
import { useTestDatabase } from './testing/database.ts';
import { aCast, type Answer, type Cast, exposureAnswers, type Onlooker, onlookersIn } from './testing/exposure.ts';
import { refusalsOf, run } from './testing/run.ts';
import { isRequired, types } from './testing/schema-walk.ts';

const answering = new URL('testing/exposure/', import.meta.url);
for (const file of await readdir(answering)) await import(new URL(file, answering).href);

/** Faces of rows that are not loaded by themselves, each with its reason. */
const FACES: Readonly<Record<string, string>> = {
  Viewer: 'The caller as they see themselves.',
  Brief: 'A session as the counterpart reads it beforehand.',
};

const rowTypes = types.filter(({ extensions }) => extensions.pothosPrismaModel).map(({ name }) => name);
const declared = declaredAudiences(schema);
const isDeclared = (name: string) => declared.some(({ of }) => of === name);

test('every type of rows is guarded', () => {
  const guarded = new Set([...guardedTypes().map(({ typeName }) => typeName), ...Object.keys(FACES)]);
  expect(rowTypes.filter((name) => !guarded.has(name))).toEqual([]);
});

test('every type of rows declares who sees it', () => {
  expect(rowTypes.filter((name) => !isDeclared(name))).toEqual([]);
});

const ofAnswer = ({ of, typeName }: Answer & { readonly typeName: string }) => of ?? [typeName];

test('every answer is about a declared audience, and every field that stands in one is there', () => {
  expect(
    exposureAnswers()
      .flatMap(ofAnswer)
      .filter((name) => !isDeclared(name)),
  ).toEqual([]);
});

test.each(declared)('the answers about $of are what it declares', ({ of, audience }) => {
  const answers = exposureAnswers().filter((answer) => ofAnswer(answer).includes(of));
  const promised = answers.map(({ own }) => onlookersIn(audience, own));
  const overlooked = answers.flatMap(({ seenBy }, place) => seenBy.filter((who) => !promised[place]?.has(who)));
  expect(overlooked, 'see it and are in none of its circles').toEqual([]);
  const seen = new Set(answers.flatMap(({ seenBy }) => seenBy));
  const unmet = promised.flatMap((people) => [...people].filter((who) => !seen.has(who)));
  expect(unmet, 'are in a circle and see it in no answer').toEqual([]);
  expect(answers.length).toBeGreaterThan(0);
});

const where = useTestDatabase();
beforeAll(() => {
  useSignals(new LocalSignals());
  useKeys({ current: 'k', keys: new Map([['k', randomBytes(32)]]), pepper: randomBytes(32) });
});

const NODE = 'query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }';

async function seesNode(cast: Cast, who: Onlooker, typeName: string, id: string): Promise<boolean> {
  const found = await run(cast.actors[who], NODE, { id });
  const shown = { data: { node: { __typename: typeName, id }, nodes: [{ id }] } };
  const absent = { data: { node: null, nodes: [null] } };
  const isShown = JSON.stringify(found) === JSON.stringify(shown);
  // What is hidden looks exactly like what does not exist: no error, no half an answer.
  if (!isShown) expect(found).toEqual(absent);
  return isShown;
}

async function seesPart(cast: Cast, who: Onlooker, answer: Answer, id: string): Promise<boolean> {
  const text = answer.document ?? '';
  const takesId = text.includes('$id');
  const found = await run(cast.actors[who], takesId ? `query($id: ID!) ${text}` : text, takesId ? { id } : {});
  expect(refusalsOf(found).filter((code) => code === 'FAULT')).toEqual([]);
  return JSON.stringify(found.data ?? null).includes(answer.proof?.(id) ?? id);
}

const cases = exposureAnswers().map((answer) => ({
  ...answer,
  title: [answer.typeName, answer.as].filter(Boolean).join(' '),
}));

describe.each(cases)('$title', (answer) => {
  test('is seen by those it is for, and by nobody else', async () => {
    const cast = await aCast(where);
    const id = await answer.make(cast);
    const seen: Onlooker[] = [];
    for (const who of Object.keys(cast.actors) as Onlooker[]) {
      const sees = answer.document ? seesPart(cast, who, answer, id) : seesNode(cast, who, answer.typeName, id);
      if (await sees) seen.push(who);
    }
    expect(seen.toSorted()).toEqual([...answer.seenBy].toSorted());
  });
});

const audiences = new Map(declared.map(({ of, audience }) => [of, audience]));

/** The leaves and branches of a type that need no argument. */
const bareFieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(({ args }) => !args.some(isRequired));

/** Who may find something in a field: its own audience, or else who sees both its type and what it leads to. */
function readersOf(type: GraphQLObjectType, field: string, own: Onlooker | undefined): (who: Onlooker) => boolean {
  const target = getNamedType(type.getFields()[field]?.type)?.name ?? '';
  const narrower = audiences.get(`${type.name}.${field}`);
  const circles = narrower ? [narrower] : [audiences.get(type.name), audiences.get(target)];
  const people = circles.filter((circle) => circle !== undefined).map((circle) => onlookersIn(circle, own));
  return (who) => people.every((some) => some.has(who));
}

/** Which fields of a thing the actor finds something in; nothing where they do not see it. */
async function findings(actor: Actor, type: GraphQLObjectType, id: string): Promise<ReadonlySet<string>> {
  const fields = bareFieldsOf(type).map(
    ({ name, type: inner }) => `${name} ${isLeafType(getNamedType(inner)) ? '' : '{ __typename }'}`,
  );
  const document = `query($id: ID!) { node(id: $id) { ... on ${type.name} { ${fields.join(' ')} } } }`;
  const { data, errors } = await run<{ node: Record<string, unknown> | null }>(actor, document, { id });
  expect(errors).toBeUndefined();
  return new Set(
    Object.entries(data?.node ?? {})
      .filter(([, value]) => value !== null)
      .map(([name]) => name),
  );
}

const nodes = new Set(
  guardedTypes()
    .filter(({ kind }) => kind === 'node')
    .map(({ typeName }) => typeName),
);

describe.each(cases)('$title, field by field', (answer) => {
  test('shows something to the readers of each field and to nobody else', async () => {
    const cast = await aCast(where);
    const id = await answer.make(cast);
    const type = schema.getType(typeOfId(id) ?? '');
    if (!isObjectType(type) || !nodes.has(type.name)) return;
    const views = new Map<Onlooker, ReadonlySet<string>>();
    for (const who of Object.keys(cast.actors) as Onlooker[])
      views.set(who, await findings(cast.actors[who], type, id));
    const wrong = bareFieldsOf(type).flatMap(({ name }) => {
      const mayRead = readersOf(type, name, answer.own);
      const field = `${type.name}.${name}`;
      const finders = new Set([...views].filter(([, view]) => view.has(name)).map(([who]) => who));
      // In the state that the answer is about fewer may find it; it says who.
      const mustFind = finders.size > 0 && !ofAnswer(answer).includes(field);
      const lacking = [...views].filter(
        ([who, view]) => mustFind && view.has('id') && mayRead(who) && !finders.has(who),
      );
      return [
        ...[...finders].filter((who) => !mayRead(who)).map((who) => `${field} is shown to ${who}`),
        ...lacking.map(([who]) => `${field} is not shown to ${who}`),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
