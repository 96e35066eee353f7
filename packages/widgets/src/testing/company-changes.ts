import { aDepartment, type StoryColleague, type StoryDepartment } from './company.ts';
import type { Reader } from './reading.ts';
import { text } from './texts.ts';

/** What a mutation is given. */
export interface Input<Fields> {
  readonly input: Fields;
}

/** What is given of a person. */
export type PersonFields = Omit<Partial<StoryColleague>, 'department' | 'name'> & {
  readonly userId?: string;
  readonly departmentId?: string;
};

let made = 0;

/** What the story does when an administrator changes the company. */
export const companyChanges = {
  createUser({ input }: Input<PersonFields>, reader: Reader) {
    const { people } = reader.world.story.company;
    const [like] = people;
    const taken = people.some(({ externalId }) => externalId === input.externalId);
    if (taken || !like)
      return { __typename: 'Conflict', code: 'DUPLICATE', message: 'この社員番号はすでに使われています。' };
    const person = { ...like, id: `usr_new_${++made}`, active: true };
    people.unshift(Object.assign(person, fieldsOf(input, reader)));
    return person;
  },
  updateUser: ({ input: { userId, ...fields } }: Input<PersonFields>, reader: Reader) =>
    Object.assign(personOf(userId, reader), fieldsOf(fields, reader)),
  deactivateUser: ({ input }: Input<PersonFields>, reader: Reader) =>
    Object.assign(personOf(input.userId, reader), { active: false }),
  transferPeople({ input }: Input<{ userIds: string[]; departmentId?: string; managerId?: string }>, reader: Reader) {
    const { departmentId, managerId, userIds } = input;
    if (departmentId) for (const id of userIds) personOf(id, reader).department = departmentOf(departmentId, reader);
    const moved = managerId ? giveManager(userIds, personOf(managerId, reader), reader) : 0;
    return { __typename: 'Transfer', people: userIds.length, pairsEnded: moved, pairsMade: moved };
  },
  createDepartment({ input }: Input<{ name: string; nameEn?: string | null; parentId?: string }>, reader: Reader) {
    const { departments } = reader.world.story.company;
    const parent = input.parentId ? departmentOf(input.parentId, reader) : null;
    const department = aDepartment(`dep_new_${++made}`, input.name, input.nameEn ?? null, parent);
    departments.splice(parent ? departments.indexOf(parent) + 1 : 0, 0, department);
    return department;
  },
  updateDepartment({ input }: Input<{ departmentId: string; name: string; nameEn?: string | null }>, reader: Reader) {
    const { name, nameEn = null } = input;
    const words = { name: text(name, nameEn ?? name), nameJa: name, nameEn };
    return Object.assign(departmentOf(input.departmentId, reader), words);
  },
  moveDepartment: ({ input }: Input<{ departmentId: string; parentId: string | null }>, reader: Reader) =>
    Object.assign(departmentOf(input.departmentId, reader), {
      parent: input.parentId ? departmentOf(input.parentId, reader) : null,
    }),
};

function giveManager(userIds: readonly string[], counterpart: StoryColleague, { world }: Reader): number {
  const { company } = world.story;
  const former = company.pairs.filter(({ member, endedAt }) => userIds.includes(member.id) && endedAt === null);
  for (const pair of former) pair.endedAt = '2026-11-02T01:30:00.000Z';
  const next = former.map((pair) => ({
    ...pair,
    id: `${pair.id}_next`,
    counterpart,
    endedAt: null,
    reopenableUntil: null,
    pauses: [],
  }));
  company.pairs.unshift(...next);
  return next.length;
}

function fieldsOf({ departmentId, ...fields }: PersonFields, reader: Reader): Partial<StoryColleague> {
  const { familyName, givenName, latinName } = fields;
  const written = `${familyName} ${givenName}`;
  return {
    ...fields,
    ...(familyName && { name: text(written, latinName ?? written) }),
    ...(departmentId && { department: departmentOf(departmentId, reader) }),
  };
}

function personOf(id: string | undefined, { world }: Reader): StoryColleague {
  const person = world.story.company.people.find((one) => one.id === id);
  if (!person) throw new Error(`No ${id}`);
  return person;
}

/** A department of the company by its id. */
export function departmentOf(id: string, { world }: Reader): StoryDepartment {
  const department = world.story.company.departments.find((one) => one.id === id);
  if (!department) throw new Error(`No ${id}`);
  return department;
}
