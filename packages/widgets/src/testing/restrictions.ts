import type { Input } from './company-changes.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';

/** A person with what they are called. */
export interface Named {
  readonly id: string;
  readonly name: unknown;
}

/** A restriction of somebody's data in the story. */
export interface StoryRestriction {
  readonly __typename: 'Restriction';
  readonly id: string;
  readonly person: Named;
  readonly reason: string;
  readonly requestedAt: string;
  since: string | null;
  declinedAt: string | null;
  liftedAt: string | null;
  answer: string | null;
}

/** What a test may want to be different. */
export interface RestrictionOptions {
  /** Aoi asked that her data be restricted; how that stands. */
  readonly restriction?: 'ASKED' | 'HOLDS' | 'DECLINED';
}

const NOW = () => new Date().toISOString();

let made = 0;

const ask = (person: Named, reason: string): StoryRestriction => ({
  __typename: 'Restriction',
  id: `rst_${++made}`,
  person,
  reason,
  requestedAt: NOW(),
  since: null,
  declinedAt: null,
  liftedAt: null,
  answer: null,
});

/** What is restricted when the story begins. */
export function tellRestrictions({ restriction }: RestrictionOptions, aoi: Named): StoryRestriction[] {
  if (!restriction) return [];
  const asked = ask(aoi, '入社日がまちがっています。');
  if (restriction === 'HOLDS') asked.since = NOW();
  if (restriction === 'DECLINED') Object.assign(asked, { declinedAt: NOW(), answer: '今日、入社日を直しました。' });
  return [asked];
}

const read = (one: StoryRestriction) => ({ ...one, inForce: one.since !== null && one.liftedAt === null });

const isOver = ({ declinedAt, liftedAt }: StoryRestriction): boolean => declinedAt !== null || liftedAt !== null;

/** The latest one of whoever looks. */
export function readOwnRestriction({ world, userId }: Reader) {
  const own = world.story.restrictions.find(({ person }) => person.id === userId);
  return own ? read(own) : null;
}

/** What the story answers about restrictions. */
export const restrictionQuestions = {
  restrictions: ({ first, after }: PageArgs, { world }: Reader) =>
    pageOf(world.story.restrictions.map(read), first, after),
};

const personOf = (id: string, { world }: Reader): Named => {
  const { people, company } = world.story;
  const person = [...Object.values(people), ...company.people].find((one) => one.id === id);
  if (!person) throw new Error(`No ${id}`);
  return person;
};

function open(id: string, { world }: Reader): StoryRestriction {
  const found = world.story.restrictions.find((one) => one.id === id && !isOver(one));
  if (!found) throw new Error(`No ${id}`);
  return found;
}

function askFor(userId: string, reason: string, reader: Reader): StoryRestriction {
  const asked = ask(personOf(userId, reader), reason);
  reader.world.story.restrictions.unshift(asked);
  return asked;
}

/** What the story does about restrictions. */
export const restrictionChanges = {
  askForRestriction: ({ input }: Input<{ reason: string }>, reader: Reader) =>
    read(askFor(reader.userId, input.reason, reader)),
  restrictUser({ input: { userId, reason } }: Input<{ userId: string; reason?: string }>, reader: Reader) {
    const waiting = reader.world.story.restrictions.find((one) => one.person.id === userId && !isOver(one));
    return read(Object.assign(waiting ?? askFor(userId, reason ?? '', reader), { since: NOW() }));
  },
  declineRestriction: ({ input }: Input<{ restrictionId: string; answer: string }>, reader: Reader) =>
    read(Object.assign(open(input.restrictionId, reader), { declinedAt: NOW(), answer: input.answer })),
  liftRestriction: ({ input }: Input<{ restrictionId: string; answer?: string }>, reader: Reader) =>
    read(Object.assign(open(input.restrictionId, reader), { liftedAt: NOW(), answer: input.answer ?? null })),
};
