import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshActor, personActor, type Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { SCOPES } from '../kernel/scopes.ts';
import { LocalSignals, useSignals } from '../kernel/signals.ts';
import { freezeTime } from '../kernel/time.ts';
import { schema } from '../schema.ts';
import { useTestDatabase } from '../testing/database.ts';
import { follow, run } from '../testing/run.ts';
import { aCrowd, aServer, type Crowd } from '../testing/crowded-company.ts';

useTestDatabase();

let crowd: Crowd;
beforeAll(async () => {
  useSignals(new LocalSignals());
  crowd = await aCrowd('red');
});
afterAll(() => freezeTime(new Date())());

type Slot = GraphQLInputField | GraphQLArgument;
type Odd = Readonly<Record<string, unknown>>;

/** What each scalar is given; a scalar without one gets what is usual. */
const ODDITIES: Readonly<Record<string, Odd>> = {
  'a NUL': { String: 'a\0b', ID: 'a\0b' },
  'half a character': { String: 'a\uD800b', ID: '\uDC00' },
  'a text of a megabyte': { String: 'あ'.repeat(350_000), ID: 'x'.repeat(1_000_000) },
  'many combining marks': { String: `e${'\u0301'.repeat(20_000)}` },
  'names of prototypes': { String: '__proto__', ID: 'constructor' },
  'a statement': { String: `'; drop table app_user; --`, ID: `' or '1'='1` },
  'wildcards and escapes': { String: String.raw`%_\%`, ID: '%' },
  'the largest number': { Int: 2_147_483_647, Float: Number.MAX_VALUE },
  'the smallest number': { Int: -2_147_483_648, Float: -Number.MAX_VALUE },
  'the last instant': { DateTime: '9999-12-31T23:59:59.999999999Z', Date: '9999-12-31' },
  'an instant after the last': { DateTime: '9999-12-31T23:59:59-23:59', Date: '9999-12-31' },
  'the year nought': { DateTime: '0000-01-01T00:00:00Z', Date: '0000-01-01' },
  'an instant before the first': { DateTime: '0000-01-01T00:00:00+23:59', Date: '0001-01-01' },
  'nothing but blanks': { String: ' \u3000\t ', ID: ' ' },
  emptiness: { String: '', ID: '' },
};

const usual: Odd = {
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2030-03-06T00:00:00Z',
  Date: '2030-03-06',
  String: 'x',
};

/** An id that would fit where one is asked for by this name. */
function idFor(name: string): string {
  const { couple, departmentId, tenantId } = crowd;
  const known: Readonly<Record<string, string>> = {
    sessionId: couple.session,
    pairId: couple.pair,
    memberId: couple.member.userId,
    counterpartId: crowd.colleague.userId,
    userId: crowd.colleague.userId,
    advisorId: crowd.advisor.userId,
    departmentId,
    parentId: departmentId,
    hintId: newId('hin'),
    topicId: newId('top'),
    themeId: newId('thm'),
  };
  return known[name] ?? tenantId;
}

function valueOf(slot: Slot, type: GraphQLInputType, odd: Odd | undefined, times: number): unknown {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return Array.from({ length: times }, () => valueOf(slot, inner.ofType, odd, 1));
  if (isEnumType(inner)) return inner.getValues()[0]?.name;
  if (isInputObjectType(inner)) return valuesOf(Object.values(inner.getFields()), odd, times);
  const scalar = String(inner);
  if (odd && scalar in odd) return odd[scalar];
  return scalar === 'ID' ? idFor(slot.name) : usual[scalar];
}

// Of a list of ten thousand everything is wanted; else only what has to be, for much of the rest excludes each other.
const valuesOf = (slots: readonly Slot[], odd: Odd | undefined, times = 1): Record<string, unknown> =>
  Object.fromEntries(
    slots
      .filter(({ type }) => times > 1 || isNonNullType(type))
      .map((slot) => [slot.name, valueOf(slot, slot.type, odd, times)]),
  );

/** The scalars at the ends of an input, by their paths. */
function endsOf(slots: readonly Slot[], path: readonly string[] = []): { path: readonly string[]; scalar: string }[] {
  return slots.flatMap(({ name, type }) => {
    const inner = getNamedType(type);
    const at = [...path, name];
    if (isInputObjectType(inner)) return endsOf(Object.values(inner.getFields()), at);
    return isEnumType(inner) ? [] : [{ path: at, scalar: inner.name }];
  });
}

/** Everything that has to be as usual, and one place odd. */
function withOne(slots: readonly Slot[], [name = '', ...deeper]: readonly string[], odd: Odd): Record<string, unknown> {
  const slot = slots.find((one) => one.name === name) as Slot;
  const inner = getNamedType(slot.type);
  const below = isInputObjectType(inner) ? withOne(Object.values(inner.getFields()), deeper, odd) : undefined;
  const isList = isListType(isNonNullType(slot.type) ? slot.type.ofType : slot.type);
  const value = below && isList ? [below] : (below ?? valueOf(slot, slot.type, odd, 1));
  return { ...valuesOf(slots, undefined), [name]: value };
}

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {})
    .filter(({ args }) => args.length > 0)
    .map((field) => ({ kind: String(type?.name).toLowerCase(), field })),
);
type Root = (typeof roots)[number];

function documentOf({ kind, field }: Root): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join();
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join();
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`;
}

/** What went wrong that nobody had foreseen: neither a refusal nor the caller's own mistake. */
async function faultsOf(actor: Actor, root: Root, variables: Record<string, unknown>): Promise<string[]> {
  const document = documentOf(root);
  const answered = async () => {
    if (root.kind !== 'subscription') return (await run(freshActor(actor), document, variables)).errors ?? [];
    const stream = await follow(freshActor(actor), document, variables).catch((error: AggregateError) => error);
    if (stream instanceof AggregateError) return stream.errors as { message: string; originalError?: Error }[];
    await stream.return();
    return [];
  };
  return (await answered())
    .filter(({ originalError }) => originalError && !('code' in originalError && originalError.name === 'Refusal'))
    .filter(({ originalError }) => !/GraphQLError|PothosValidationError/.test(originalError?.constructor.name ?? ''))
    .map(({ message }) => `${root.field.name}: ${message.slice(-300)}`);
}

const actors: Readonly<Record<string, () => Actor>> = {
  'an administrator': () => personActor({ ...crowd.admin, scopes: new Set(SCOPES) }),
  'a member': () => crowd.couple.member,
  'a counterpart': () => crowd.couple.counterpart,
  'a server': () => aServer(crowd.tenantId),
};

describe.each(Object.entries(ODDITIES))('%s', (_name, odd) => {
  test('is never a fault, wherever anybody writes it', async () => {
    const faults = new Set<string>();
    for (const [who, actor] of Object.entries(actors))
      for (const root of roots)
        for (const { path, scalar } of endsOf(root.field.args)) {
          if (!(scalar in odd)) continue;
          const found = await faultsOf(actor(), root, withOne(root.field.args, path, odd));
          for (const fault of found) faults.add(`${who} ${path.join('.')} ${fault}`);
        }
    expect([...faults]).toEqual([]);
  });
});

test('a list of ten thousand is never a fault', async () => {
  const faults = new Set<string>();
  for (const root of roots.filter(({ field }) => /\[/.test(endsText(field.args)))) {
    for (const actor of [actors['a member'], actors['an administrator'], actors['a server']])
      for (const fault of await faultsOf(actor?.() as Actor, root, valuesOf(root.field.args, undefined, 10_000)))
        faults.add(fault);
  }
  expect([...faults]).toEqual([]);
});

/** The types of an input as one text, to see whether there is a list in it. */
function endsText(slots: readonly Slot[]): string {
  return slots
    .map(({ type }) => {
      const inner = getNamedType(type);
      return String(type) + (isInputObjectType(inner) ? endsText(Object.values(inner.getFields())) : '');
    })
    .join();
}
