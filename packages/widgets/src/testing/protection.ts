import type { Input } from './company-changes.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';

/** A legal hold of the story. */
export interface StoryHold {
  readonly __typename: 'LegalHold';
  readonly id: string;
  readonly reason: string;
  readonly people: readonly { readonly id: string; readonly name: unknown }[];
  readonly requestedBy: unknown;
  confirmedBy: unknown;
  readonly requestedAt: string;
  confirmedAt: string | null;
  releasedAt: string | null;
  readonly expiresAt: string;
}

/** An erasure of the story. */
export interface StoryErasure {
  readonly __typename: 'Erasure';
  readonly id: string;
  readonly person: { readonly id: string; readonly name: unknown } | null;
  readonly requestedBy: unknown;
  readonly requestedAt: string;
  readonly dueAt: string;
  erasedAt: string | null;
  cancelledAt: string | null;
}

/** A person's own copy of the story. */
export interface StoryCopy {
  readonly __typename: 'OwnCopy';
  readonly id: string;
  readonly requestedAt: string;
  readyAt: string | null;
  takenAt: string | null;
  readonly expiresAt: string;
}

/** What is held, erased, kept and handed over in the story. */
export interface Protection {
  readonly holds: StoryHold[];
  readonly erasures: StoryErasure[];
  readonly copies: StoryCopy[];
  readonly rules: {
    readonly __typename: 'RetentionRule';
    readonly type: string;
    days: number | null;
    readonly usual: number | null;
    readonly least: number | null;
    readonly most: number | null;
    readonly says: string;
  }[];
}

/** What a test may want to be different. */
export interface ProtectionOptions {
  /** Aoi's data is held, asked for by Sho and not confirmed, and is to be erased. */
  readonly protected?: boolean;
}

const A_DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * A_DAY).toISOString();

/** What is protected when the story begins. */
export function tellProtection(
  { protected: isHeld }: ProtectionOptions,
  aoi: StoryHold['people'][number],
  sho: unknown,
): Protection {
  const rule = (type: string, usual: number | null, least: number | null, most: number | null, says: string) =>
    ({ __typename: 'RetentionRule', type, days: usual, usual, least, most, says }) as const;
  return {
    holds: isHeld ? [{ ...hold('hld_1', [aoi], '調査のため', inDays(90), sho) }] : [],
    erasures: isHeld ? [erasure('ers_1', aoi, sho)] : [],
    copies: [],
    rules: [
      rule('Transcript', 90, 7, 90, 'Removed after 90 days.'),
      rule('PersonRead', 365, 90, 1095, 'Removed after 365 days.'),
      rule('Pair', null, null, null, 'Kept while the tenant is.'),
    ],
  };
}

function hold(
  id: string,
  people: StoryHold['people'],
  reason: string,
  expiresAt: string,
  requestedBy: unknown,
): StoryHold {
  const open = { confirmedBy: null, confirmedAt: null, releasedAt: null };
  return { __typename: 'LegalHold', id, people, reason, expiresAt, requestedBy, requestedAt: inDays(0), ...open };
}

function erasure(id: string, person: StoryErasure['person'], requestedBy: unknown): StoryErasure {
  const open = { erasedAt: null, cancelledAt: null };
  return { __typename: 'Erasure', id, person, requestedBy, requestedAt: inDays(-1), dueAt: inDays(5.5), ...open };
}

const readHold = (one: StoryHold) => ({ ...one, inForce: one.confirmedAt !== null && one.releasedAt === null });

/** What the story answers about what is protected. */
export const protectionQuestions = {
  legalHolds: ({ first, after }: PageArgs, { world }: Reader) =>
    pageOf(world.story.protection.holds.map(readHold), first, after),
  erasures: ({ first, after }: PageArgs, { world }: Reader) => pageOf(world.story.protection.erasures, first, after),
  erasurePreview({ userId }: { userId: string }, reader: Reader) {
    const isSelf = userId === reader.userId;
    const line = (kind: string, count: number, isConfided = false) => ({
      kind,
      count: isConfided && !isSelf ? null : count,
    });
    return {
      goes: [line('PROFILE', 1), line('PREPARATIONS', 12, true), line('ANSWERS', 9, true), line('SIGN_UPS', 0)],
      stays: [line('PAIRS', 2), line('TALKS', 31), line('WORDS_OF_OTHERS', 14, true)],
    };
  },
  retentionRules: (_: unknown, { world }: Reader) => world.story.protection.rules,
  retentionPreview({ type, days }: { type: string; days?: number | null }, { world }: Reader) {
    const rule = world.story.protection.rules.find((one) => one.type === type);
    const [least, most] = [rule?.least ?? 0, rule?.most ?? 0];
    if (typeof days === 'number' && (days < least || days > most)) return null;
    return typeof days === 'number' && days < (rule?.usual ?? 0) ? 12 : 0;
  },
};

let made = 0;

const me = ({ world, userId }: Reader) => Object.values(world.story.people).find(({ id }) => id === userId);

const personOf = (id: string, { world }: Reader) => {
  const person = [...world.story.company.people, ...Object.values(world.story.people)].find((one) => one.id === id);
  if (!person) throw new Error(`No ${id}`);
  return person;
};

/** The one with an id. */
function named<One extends { readonly id: string }>(all: readonly One[], id: string): One {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`No ${id}`);
  return found;
}

const NOW = () => new Date().toISOString();

/** What the story does when somebody protects data or asks for their own. */
export const protectionChanges = {
  requestLegalHold({ input }: Input<{ personIds: string[]; reason: string; expiresAt: string }>, reader: Reader) {
    const people = input.personIds.map((id) => personOf(id, reader));
    const asked = hold(`hld_new_${++made}`, people, input.reason, input.expiresAt, me(reader));
    reader.world.story.protection.holds.unshift(asked);
    return readHold(asked);
  },
  confirmLegalHold: ({ input }: Input<{ holdId: string }>, reader: Reader) =>
    readHold(
      Object.assign(named(reader.world.story.protection.holds, input.holdId), {
        confirmedAt: NOW(),
        confirmedBy: me(reader),
      }),
    ),
  releaseLegalHold: ({ input }: Input<{ holdId: string }>, { world }: Reader) =>
    readHold(Object.assign(named(world.story.protection.holds, input.holdId), { releasedAt: NOW() })),
  eraseUser({ input }: Input<{ userId: string }>, reader: Reader) {
    const asked = erasure(`ers_new_${++made}`, personOf(input.userId, reader), me(reader));
    reader.world.story.protection.erasures.unshift(asked);
    return asked;
  },
  cancelErasure: ({ input }: Input<{ erasureId: string }>, { world }: Reader) =>
    Object.assign(named(world.story.protection.erasures, input.erasureId), { cancelledAt: NOW() }),
  setRetention({ input }: Input<{ type: string; days?: number | null }>, { world }: Reader) {
    const rule = world.story.protection.rules.find(({ type }) => type === input.type);
    return rule && Object.assign(rule, { days: input.days ?? rule.usual });
  },
  requestOwnCopy(_: unknown, { world }: Reader) {
    const id = `cop_${++made}`;
    const copy = {
      __typename: 'OwnCopy',
      id,
      requestedAt: NOW(),
      readyAt: null,
      takenAt: null,
      expiresAt: inDays(3),
    } as const;
    world.story.protection.copies.unshift({ ...copy });
    return copy;
  },
  takeOwnCopy({ input }: Input<{ copyId: string }>, { world }: Reader) {
    Object.assign(named(world.story.protection.copies, input.copyId), { takenAt: NOW() });
    return { __typename: 'TakenFile', name: 'taiwa.zip', mediaType: 'application/zip', base64: btoa('PK') };
  },
};

/** A person's copies; one that is asked for is ready the second time somebody looks. */
export function readCopies({ world }: Reader): readonly StoryCopy[] {
  const seen = world.story.protection.copies.map((copy) => ({ ...copy }));
  for (const copy of world.story.protection.copies) copy.readyAt ??= NOW();
  return seen;
}
