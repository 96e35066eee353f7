import type { Input } from './company-changes.ts';
import type { StoryColleagues } from './company.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';

/** A bulk change of the story, which makes pairs from the tree. */
export interface StoryBulk {
  readonly __typename: 'Import';
  readonly id: string;
  state: string;
  readonly pairs: readonly StoryColleagues[];
}

type OfPair<Fields = unknown> = Input<Fields & { readonly pairId: string }>;

const DAY_MS = 86_400_000;
let made = 0;

/** What the story does when an administrator changes who meets whom. */
export const pairChanges = {
  createPair({ input }: Input<{ memberId: string; counterpartId: string; kind: string }>, reader: Reader) {
    if (input.memberId === input.counterpartId)
      return { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '別の人を選んでください。', issues: [] };
    const pair = aPair(input.memberId, input.counterpartId, input.kind, reader);
    reader.world.story.company.pairs.unshift(pair);
    return pair;
  },
  endPair: ({ input }: OfPair, reader: Reader) =>
    Object.assign(pairOf(input.pairId, reader), {
      endedAt: new Date().toISOString(),
      reopenableUntil: new Date(Date.now() + DAY_MS).toISOString(),
    }),
  reopenPair: ({ input }: OfPair, reader: Reader) =>
    Object.assign(pairOf(input.pairId, reader), { endedAt: null, reopenableUntil: null }),
  pausePair({ input: { pairId, from, until } }: OfPair<{ from: string; until: string | null }>, reader: Reader) {
    const pair = pairOf(pairId, reader);
    pair.pauses.push({ id: `pau_${++made}`, from, until });
    return pair;
  },
  resumePair: ({ input }: OfPair, reader: Reader) => Object.assign(pairOf(input.pairId, reader), { pauses: [] }),
  pairDepartments(_: unknown, reader: Reader) {
    const { people } = reader.world.story.company;
    const [first, second] = people.slice(-2);
    const pairs = first && second ? [aPair(first.id, second.id, 'MANAGER_MEMBER', reader)] : [];
    reader.world.story.company.bulk = { __typename: 'Import', id: 'imp_tree', state: 'CHECKED', pairs };
    return readBulk(reader);
  },
  applyImport(_: unknown, reader: Reader) {
    const { company } = reader.world.story;
    if (company.bulk) company.bulk.state = 'APPLIED';
    company.pairs.unshift(...(company.bulk?.pairs ?? []));
    reader.world.signal();
    return readBulk(reader);
  },
  undoImport(_: unknown, reader: Reader) {
    const { company } = reader.world.story;
    if (company.bulk) company.bulk.state = 'UNDONE';
    company.pairs = company.pairs.filter((pair) => !company.bulk?.pairs.includes(pair));
    reader.world.signal();
    return readBulk(reader);
  },
};

/** The bulk change as the API shows it. */
export function readBulk({ world }: Reader) {
  const { bulk } = world.story.company;
  if (!bulk) return null;
  const none = { departmentsCreated: 0, peopleCreated: 0, peopleChanged: 0, peopleMoved: 0, peopleLeaving: 0 };
  const changes = bulk.pairs.map(({ id, member, counterpart }) => ({
    id,
    subjectId: id,
    kind: 'PAIR_MADE',
    line: 0,
    fields: [],
    label: `${member.name.ja} × ${counterpart.name.ja}`,
  }));
  return {
    ...bulk,
    kind: 'TREE',
    fileName: null,
    dryRun: true,
    linesTotal: 0,
    linesDone: 0,
    issueCount: 0,
    ignoredColumns: [],
    createdAt: '2026-11-02T01:30:00.000Z',
    undoableUntil: bulk.state === 'APPLIED' ? '2030-01-01T00:00:00.000Z' : null,
    counts: { ...none, pairsMade: bulk.pairs.length, pairsEnded: 0, unchanged: 0 },
    issues: pageOf([]),
    changes: ({ first, after }: PageArgs) => pageOf(changes, first, after),
  };
}

function aPair(memberId: string, counterpartId: string, kind: string, { world }: Reader): StoryColleagues {
  const find = (id: string) => {
    const person = world.story.company.people.find((one) => one.id === id);
    if (!person) throw new Error(`No ${id}`);
    return person;
  };
  const rest = {
    startedAt: '2026-11-02T01:30:00.000Z',
    endedAt: null,
    reopenableUntil: null,
    plannedCount: 0,
    heldCount: 0,
    pauses: [],
  };
  const [member, counterpart] = [find(memberId), find(counterpartId)];
  return { __typename: 'Pair', id: `pai_new_${++made}`, kind, member, counterpart, ...rest };
}

function pairOf(id: string, { world }: Reader): StoryColleagues {
  const pair = world.story.company.pairs.find((one) => one.id === id);
  if (!pair) throw new Error(`No ${id}`);
  return pair;
}
