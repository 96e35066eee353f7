import type { Input } from './company-changes.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';
import { text, topics } from './texts.ts';

/** How often people of the story are to meet. */
export interface StoryRule {
  readonly __typename: 'Guideline';
  readonly id: string;
  readonly sessions: number;
  readonly everyMonths: number;
  readonly minutes: number;
  readonly from: string;
  until: string | null;
  readonly department: object | null;
}

/** A key of a server of the story. */
export interface StoryKey {
  readonly __typename: 'ApiKey';
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  revokedAt: string | null;
}

/** What administrators of the story decided and did. */
export interface Office {
  rules: StoryRule[];
  priorities: object[];
  keys: StoryKey[];
  origins: { readonly id: string; readonly origin: string; readonly createdAt: string }[];
  readonly entries: readonly { readonly id: string; readonly action: string }[];
  readonly reads: readonly {
    readonly id: string;
    readonly day: string;
    readonly readerKind: string;
    readonly type: string;
  }[];
}

/** What a test may want to be different in the office. */
export interface OfficeOptions {
  /** Nobody has decided or done anything yet. */
  readonly quiet?: boolean;
}

const AT = '2026-11-02T01:30:00.000Z';

/** What was decided and done when the story begins. */
export function tellOffice({ quiet }: OfficeOptions): Office {
  if (quiet) return { rules: [], priorities: [], keys: [], origins: [], entries: [], reads: [] };
  return {
    rules: [rule('gui_1', { sessions: 1, everyMonths: 1, minutes: 30, from: '2026-04-01' })],
    priorities: [priority('pri_1', 'top_policy', 'REQUIRED', '2026-11-01', '2026-12-31')],
    keys: [key('key_1', '人事システム', ['people:read', 'people:write'])],
    origins: [{ id: 'ori_1', origin: 'https://intranet.example.com', createdAt: AT }],
    entries: ['guideline.set', 'apiKey.created', 'user.created'].map((action, index) => ({
      id: `aud_${index}`,
      seq: 3 - index,
      at: AT,
      action,
      actorKind: 'person',
      actorId: 'usr_ken',
      subjectType: 'Guideline',
      subjectId: `gui_${index}`,
      digest: 'ab'.repeat(32),
    })),
    reads: [
      { id: 'rea_1', day: '2026-11-02', readerKind: 'key', type: 'Pair' },
      { id: 'rea_2', day: '2026-11-01', readerKind: 'person', type: 'Session' },
    ],
  };
}

/** A rule for everybody, with what is given. */
export function rule(id: string, given: Partial<StoryRule>): StoryRule {
  const plain = { sessions: 1, everyMonths: 1, minutes: 30, from: '2026-01-01', until: null, department: null };
  return { __typename: 'Guideline', id, ...plain, ...given };
}

/** A topic that is recommended or required of everybody. */
export function priority(id: string, topicId: string, kind: string, from: string, until: string): object {
  return {
    __typename: 'TopicPriority',
    id,
    kind,
    from,
    until,
    endedAt: null,
    why: text('新しい方針が始まりました。', 'The new policy has begun.'),
    topic: topics.find((one) => one.id === topicId),
    addressees: { roles: ['MEMBER'], departments: [], hiredWithinMonths: null },
  };
}

/** A key that is in use. */
export function key(id: string, name: string, scopes: readonly string[]): StoryKey {
  const times = { createdAt: AT, expiresAt: null, lastUsedAt: null, revokedAt: null };
  return { __typename: 'ApiKey', id, name, scopes, prefix: 'tk_live', lastFour: 'x7Qa', ...times };
}

const standings = ({ world }: Reader) =>
  world.story.pairs.map((pair, index) => ({
    id: pair.id,
    pair: {
      ...pair,
      kind: 'MANAGER_MEMBER',
      startedAt: AT,
      endedAt: null,
      heldCount: index,
      plannedCount: 1,
      pauses: [],
      member: { ...pair.member, department: world.story.company.departments[1] },
      counterpart: { ...pair.counterpart, department: world.story.company.departments[1] },
    },
    month: '2026-11',
    expected: 1,
    due: 1,
    held: index,
    planned: 1,
    behindBy: 1 - index,
    toPlan: 0,
    rate: null,
  }));

/** What a list is narrowed to. */
export interface Narrowed {
  readonly filter?: { readonly behindOnly?: boolean; readonly action?: string };
}

/** What the story answers about what was decided and done. */
export const officeQuestions = {
  guidelines: ({ first, after }: PageArgs, { world }: Reader) => pageOf(world.story.office.rules, first, after),
  standings: ({ first, after, filter }: PageArgs & Narrowed, reader: Reader) =>
    pageOf(
      standings(reader).filter(({ behindBy }) => !filter?.behindOnly || behindBy > 0),
      first,
      after,
    ),
  standingSummary: (_: unknown, reader: Reader) => ({ pairs: standings(reader).length, behind: 1, rate: null }),
  topicPriorities: (_: unknown, { world }: Reader) => ({
    nodes: world.story.office.priorities,
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
  }),
  topicsPreview: ({ topics: drafts }: { topics: readonly { topicId: string; name?: string; nameEn?: string }[] }) =>
    drafts.map(({ topicId, name, nameEn }) => {
      const known = topics.find(({ id }) => id === topicId);
      return { kind: null, why: null, until: null, topic: { ...known, name: text(name ?? '', nameEn ?? '') } };
    }),
  apiKeys: (_: unknown, { world }: Reader) => world.story.office.keys,
  allowedOrigins: (_: unknown, { world }: Reader) => world.story.office.origins,
  auditEntries: ({ first, after, filter }: PageArgs & Narrowed, { world }: Reader) =>
    pageOf(
      world.story.office.entries.filter(({ action }) => !filter?.action || action === filter.action),
      first,
      after,
    ),
  auditVerdict: ({ after }: { after?: { seq: number } }) =>
    // Two pieces, so that whoever asks once only is found out.
    after
      ? { whole: false, entries: null, head: null, brokenAt: 3, more: false }
      : { whole: true, entries: 2, head: 'ab'.repeat(32), brokenAt: null, more: true },
};

let made = 0;

/** What the story does when an administrator decides something. */
export const officeChanges = {
  setGuideline({ input }: Input<Partial<StoryRule> & { sessions: number; from: string }>, { world }: Reader) {
    if (input.sessions > 20)
      return { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '回数が多すぎます。', issues: [] };
    const set = rule(`gui_new_${++made}`, input);
    world.story.office.rules.push(set);
    return set;
  },
  endGuideline({ input }: Input<{ guidelineId: string }>, { world }: Reader) {
    const ended = world.story.office.rules.find(({ id }) => id === input.guidelineId);
    world.story.office.rules = world.story.office.rules.filter((one) => one !== ended);
    return ended;
  },
  prioritiseTopic({ input }: Input<{ topicId: string; kind: string; from: string; until: string }>, { world }: Reader) {
    const set = priority(`pri_new_${++made}`, input.topicId, input.kind, input.from, input.until);
    world.story.office.priorities.unshift(set);
    return set;
  },
  createApiKey({ input }: Input<{ name: string; scopes: readonly string[] }>, { world }: Reader) {
    const id = `key_new_${++made}`;
    world.story.office.keys.push(key(id, input.name, input.scopes));
    return { __typename: 'ApiKeySecret', apiKeyId: id, secret: 'tk_live_only-this-once' };
  },
  revokeApiKey({ input }: Input<{ apiKeyId: string }>, { world }: Reader) {
    const found = world.story.office.keys.find(({ id }) => id === input.apiKeyId);
    return found && Object.assign(found, { revokedAt: AT });
  },
};
