import { tellCompany, type Company, type CompanyOptions } from './company.ts';
import { tellOffice, type Office, type OfficeOptions } from './office.ts';
import { tellFeedback, type Feedback, type FeedbackOptions } from './feedback.ts';
import { tellTranscript, type StoryTranscript, type TranscriptOptions } from './transcript.ts';
import { tellHintPool, type HintPool, type HintPoolOptions } from './hint-pool.ts';
import { tellProtection, type Protection, type ProtectionOptions } from './protection.ts';
import { tellRestrictions, type RestrictionOptions, type StoryRestriction } from './restrictions.ts';
import { tellTenant, type StoryPack, type StoryTenant } from './settings.ts';
import { tellSignUps, type SignUpOptions, type StorySignUp } from './sign-ups.ts';
import { text, topics, type StoryTopic, type Text } from './texts.ts';

/** A person of the story. */
export interface Person {
  readonly __typename: 'User';
  readonly id: string;
  readonly externalId: string;
  readonly name: Text;
  readonly familyName: string;
  readonly givenName: string;
  readonly active: boolean;
}

/** A theme of the story. */
export interface StoryTheme {
  readonly id: string;
  readonly topic: StoryTopic | null;
  readonly freeTopic: string | null;
  readonly response: string;
  readonly carriedFromId: string | null;
  doneAt: string | null;
}

/** Two people who meet. */
export interface StoryPair {
  readonly id: string;
  readonly member: Person;
  readonly counterpart: Person;
}

/** One meeting of the story; tests may set any of it. */
export interface StorySession {
  readonly id: string;
  readonly pair: StoryPair;
  state: 'PROPOSED' | 'SCHEDULED' | 'LIVE' | 'ENDED' | 'CANCELLED';
  startsAt: string;
  endsAt: string;
  timeZone: string;
  proposedBy: Person;
  startedAt: string | null;
  endedAt: string | null;
  cancelledAt: string | null;
  revision: number;
  preparation: {
    note: string | null;
    preparedAt: string;
    revision: number;
    seenAt: string | null;
    seenRevision: number | null;
  } | null;
  themes: StoryTheme[];
  openThemes: StoryTheme[];
  presence: Person[];
  /** What is written down of it; null until somebody asks. */
  transcript: StoryTranscript | null;
}

/** A topic that the company recommends or requires. */
export interface StoryGuide {
  readonly kind: 'RECOMMENDED' | 'REQUIRED';
  readonly why: Text;
  readonly until: string;
  readonly topic: StoryTopic | undefined;
}

/** What the company calls something. */
export interface StoryTerm {
  readonly key: string;
  readonly word: Text;
  readonly plural: Text;
}

/** All there is in the story. */
export interface Story {
  readonly people: { readonly aoi: Person; readonly ken: Person; readonly sho: Person };
  pairs: StoryPair[];
  sessions: StorySession[];
  feedback: Feedback;
  company: Company;
  office: Office;
  protection: Protection;
  restrictions: StoryRestriction[];
  signUps: StorySignUp[];
  hintPool: HintPool;
  tenant: StoryTenant;
  packs: StoryPack[];
  /** What the company recommends and requires of everybody. */
  guided: readonly StoryGuide[];
  /** What the company calls by words of its own. */
  readonly terms: readonly StoryTerm[];
}

/** What a test may want to be different when the story begins. */
export interface StoryOptions
  extends
    FeedbackOptions,
    CompanyOptions,
    OfficeOptions,
    ProtectionOptions,
    RestrictionOptions,
    SignUpOptions,
    HintPoolOptions {
  /** Nobody has a partner, or no session is planned. */
  readonly without?: 'pairs' | 'sessions';
  /** Minutes until the first session begins; 20 where it is not said. */
  readonly startsIn?: number;
  readonly state?: StorySession['state'];
  readonly prepared?: boolean;
  readonly openThemes?: boolean;
  /** The company requires POLICY and recommends SKILLS. */
  readonly guided?: boolean;
  readonly note?: string;
  /** A transcript of the first session. */
  readonly transcript?: TranscriptOptions;
  /** The company has words of its own for talks and hints. */
  readonly renamed?: boolean;
  /** What Aoi is called; for names that are written from right to left, and worse. */
  readonly memberName?: string;
}

/** Minutes from now as an instant. */
export function minutesFromNow(minutes: number): string {
  return new Date(Math.round(Date.now() / 60_000 + minutes) * 60_000).toISOString();
}

/** A theme on a topic, or on words of one's own. */
export function theme(
  id: string,
  topicCode: string | null,
  response: string,
  freeTopic: string | null = null,
): StoryTheme {
  const topic = topics.find((one) => one.code === topicCode) ?? null;
  return { id, topic, freeTopic, response, carriedFromId: null, doneAt: null };
}

/** Aoi talks with Ken, who also talks with Sho, in a company of more people. */
export function tell(options: StoryOptions = {}): Story {
  const talks = tellTalks(options);
  const { aoi, sho } = talks.people;
  return {
    ...talks,
    company: tellCompany(options),
    office: tellOffice(options),
    protection: tellProtection(options, aoi, sho),
    restrictions: tellRestrictions(options, aoi),
    signUps: tellSignUps(options),
    hintPool: tellHintPool(options),
    tenant: tellTenant(),
    packs: [],
    terms: options.renamed ? renamed : [],
  };
}

const renamed: readonly StoryTerm[] = [
  { key: 'TALK', word: text('面談', 'check-in'), plural: text('面談', 'check-ins') },
  { key: 'MEMBER', word: text('部下', 'report'), plural: text('部下', 'reports') },
  { key: 'HINT', word: text('コツ', 'tip'), plural: text('コツ', 'tips') },
];

type Talks = Pick<Story, 'people' | 'pairs' | 'sessions' | 'feedback' | 'guided'>;

function tellTalks(options: StoryOptions): Talks {
  const people = {
    aoi: named(person('usr_aoi', '佐藤', '葵', 'Aoi Sato'), options.memberName),
    ken: person('usr_ken', '高橋', '健', 'Ken Takahashi'),
    sho: person('usr_sho', '田中', '翔', 'Sho Tanaka'),
  };
  const pairs = [
    { id: 'pai_aoi', member: people.aoi, counterpart: people.ken },
    { id: 'pai_sho', member: people.sho, counterpart: people.ken },
  ];
  const guided = options.guided ? guides() : [];
  const [first, second] = pairs;
  if (options.without === 'pairs' || !first || !second)
    return { people, pairs: [], sessions: [], feedback: tellFeedback([], {}), guided };
  if (options.without === 'sessions') return { people, pairs, sessions: [], feedback: tellFeedback([], {}), guided };
  const startsIn = options.startsIn ?? 20;
  const sessions = [
    {
      ...meeting('ses_first', first, startsIn),
      state: options.state ?? 'SCHEDULED',
      ...preparation(options),
      ...transcribed(options),
    },
    meeting('ses_second', second, startsIn + 2880),
    meeting('ses_third', first, startsIn + 20_160),
    ...earlierMeetings(pairs, options.earlier ?? 0),
  ];
  return { people, pairs, sessions, feedback: tellFeedback(sessions, options), guided };
}

const guides = (): StoryGuide[] => [
  {
    kind: 'REQUIRED',
    why: text('新しい方針が始まりました。', 'The new policy has begun.'),
    until: '2030-04-30',
    topic: topics.find(({ code }) => code === 'POLICY'),
  },
  {
    kind: 'RECOMMENDED',
    why: text('研修の季節です。', 'It is the season of courses.'),
    until: '2030-06-30',
    topic: topics.find(({ code }) => code === 'SKILLS'),
  },
];

/** A planned session of a pair with nothing prepared. */
export function meeting(id: string, pair: StoryPair, startsIn: number): StorySession {
  return {
    id,
    pair,
    state: 'SCHEDULED',
    startsAt: minutesFromNow(startsIn),
    endsAt: minutesFromNow(startsIn + 30),
    timeZone: 'Asia/Tokyo',
    proposedBy: pair.counterpart,
    startedAt: null,
    endedAt: null,
    cancelledAt: null,
    revision: 1,
    preparation: null,
    themes: [],
    openThemes: [],
    presence: [],
    transcript: null,
  };
}

const transcribed = ({ transcript }: StoryOptions): Partial<StorySession> =>
  transcript ? { transcript: tellTranscript(transcript) } : {};

/** Talks that were held: yesterday and each day before, with everybody in turn. */
function earlierMeetings(pairs: readonly StoryPair[], count: number): StorySession[] {
  return Array.from({ length: count }, (_, index): StorySession => {
    const startsIn = -1_440 * (index + 1);
    const pair = pairs[index % 2 === 0 ? 0 : pairs.length - 1] ?? fail();
    const times = { startedAt: minutesFromNow(startsIn), endedAt: minutesFromNow(startsIn + 28) };
    const themes = [theme(`thm_before_${index}`, 'WORK', 'ADVICE')];
    return { ...meeting(`ses_before_${index}`, pair, startsIn), ...times, state: 'ENDED', themes };
  });
}

function fail(): never {
  throw new Error('Nobody meets');
}

function preparation({ prepared, note, openThemes, state, startsIn = 20 }: StoryOptions): Partial<StorySession> {
  return {
    openThemes: openThemes ? [theme('thm_open', 'SKILLS', 'ADVICE')] : [],
    ...(prepared && {
      themes: [theme('thm_1', 'CAREER', 'THINK_TOGETHER'), theme('thm_2', 'WORK', 'REPORT')],
      preparation: {
        note: note ?? '異動の話が出ていて、少し迷っています。結論は急いでいません。',
        preparedAt: minutesFromNow(-90),
        revision: 1,
        seenAt: null,
        seenRevision: null,
      },
    }),
    ...((state === 'LIVE' || state === 'ENDED') && { startedAt: minutesFromNow(startsIn) }),
    ...(state === 'ENDED' && { endedAt: minutesFromNow(startsIn + 28) }),
  };
}

const named = (one: Person, name: string | undefined): Person => (name ? { ...one, name: text(name, name) } : one);

function person(id: string, familyName: string, givenName: string, latinName: string): Person {
  const name = text(`${familyName} ${givenName}`, latinName);
  return { __typename: 'User', id, externalId: id, name, familyName, givenName, active: true };
}
