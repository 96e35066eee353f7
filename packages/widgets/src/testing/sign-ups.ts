import type { Input } from './company-changes.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';
import { text, type Text } from './texts.ts';

/** An invitation of the story, with who came. */
export interface StorySignUp {
  readonly __typename: 'SignUp';
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  readonly closesOn: string;
  closedAt: string | null;
  came: StoryVolunteer[];
}

/** Somebody who came. */
export interface StoryVolunteer {
  readonly id: string;
  readonly joinedAt: string;
  pairedAt: string | null;
  wish: string;
}

/** What a test may want to be different about invitations. */
export interface SignUpOptions {
  /** There is none, or the one there is has been closed. */
  readonly signUp?: 'none' | 'closed';
}

const AT = '2026-11-02T01:30:00.000Z';

/** Two who signed up where nothing else is said. */
export function tellSignUps({ signUp }: SignUpOptions): StorySignUp[] {
  if (signUp === 'none') return [];
  const came = ['usr_000', 'usr_001'].map((id) => ({ id, joinedAt: AT, pairedAt: null, wish: 'EITHER' }));
  const closedAt = signUp === 'closed' ? AT : null;
  const name = text('秋のナナメ1on1', 'Autumn 1-on-1s across teams');
  return [{ __typename: 'SignUp', id: 'sup_1', name, kind: 'OTHER', closesOn: '2030-11-30', closedAt, came }];
}

/** An invitation as the API shows it: administrators see everybody who came, others themselves. */
function readSignUp(signUp: StorySignUp, { world }: Reader) {
  return {
    ...signUp,
    volunteers({ first, after }: PageArgs, { userId }: Reader) {
      const { isAdmin } = world.story.feedback;
      const seen = signUp.came.filter(({ id }) => isAdmin || id === userId);
      const department = world.story.company.departments[1];
      const all = [...world.story.company.people, ...Object.values(world.story.people)];
      const people = seen.map((one) => ({ ...one, user: { department, ...all.find(({ id }) => id === one.id) } }));
      return pageOf(people, first, after);
    },
  };
}

function signUpOf(id: string, { world }: Reader): StorySignUp {
  const found = world.story.signUps.find((one) => one.id === id);
  if (!found) throw new Error(`No ${id}`);
  return found;
}

/** What the story answers about invitations. */
export const signUpQuestions = {
  signUps: ({ first, after }: PageArgs, reader: Reader) =>
    pageOf(
      reader.world.story.signUps.map((one) => readSignUp(one, reader)),
      first,
      after,
    ),
  signUp: ({ id }: { id: string }, reader: Reader) => {
    const found = reader.world.story.signUps.find((one) => one.id === id);
    return found ? readSignUp(found, reader) : null;
  },
};

let made = 0;

type OfSignUp<Fields = unknown> = Input<Fields & { readonly signUpId: string }>;

/** What the story does with invitations. */
export const signUpChanges = {
  openSignUp(
    { input }: Input<{ name: string; nameEn: string | null; kind: string; closesOn: string }>,
    reader: Reader,
  ) {
    const { name, nameEn, kind, closesOn } = input;
    const words = text(name, nameEn ?? name);
    const opened: StorySignUp = {
      __typename: 'SignUp',
      id: `sup_new_${++made}`,
      name: words,
      kind,
      closesOn,
      closedAt: null,
      came: [],
    };
    reader.world.story.signUps.unshift(opened);
    return readSignUp(opened, reader);
  },
  closeSignUp: ({ input }: OfSignUp, reader: Reader) =>
    readSignUp(Object.assign(signUpOf(input.signUpId, reader), { closedAt: AT }), reader),
  joinSignUp({ input }: OfSignUp<{ wish: string }>, reader: Reader) {
    const signUp = signUpOf(input.signUpId, reader);
    const own = signUp.came.find(({ id }) => id === reader.userId);
    if (own) own.wish = input.wish;
    else signUp.came.push({ id: reader.userId, joinedAt: AT, pairedAt: null, wish: input.wish });
    return readSignUp(signUp, reader);
  },
  leaveSignUp({ input }: OfSignUp, reader: Reader) {
    const signUp = signUpOf(input.signUpId, reader);
    signUp.came = signUp.came.filter(({ id }) => id !== reader.userId);
    return readSignUp(signUp, reader);
  },
  pairVolunteers({ input }: OfSignUp, reader: Reader) {
    const signUp = signUpOf(input.signUpId, reader);
    for (const one of signUp.came) one.pairedAt = AT;
    return readSignUp(signUp, reader);
  },
};
