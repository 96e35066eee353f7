/**
 * Who is told how many rows there are: an admin beside the person where admins see such rows anyway; the person alone where
 * the number says how much somebody confides, answers or leaves.
 */
type Told = 'ADMIN' | 'PERSON';

/** Something that an erasure removes, or leaves to others, as people speak of it. */
export interface ErasureKind {
  readonly says: string;
  readonly told: Told;
  /** The tables whose rules count it. */
  readonly models: readonly string[];
}

/** What goes. */
export const GOING = {
  PROFILE: { says: 'Name, address, number and everything else of the person.', told: 'ADMIN', models: ['User'] },
  PREPARATIONS: {
    says: 'Notes for talks and topics in own words.',
    told: 'PERSON',
    models: ['Preparation', 'Theme'],
  },
  IMPRESSIONS: { says: 'Impressions, and what the person tried.', told: 'PERSON', models: ['Impression', 'Attempt'] },
  SPEECH: { says: 'What the person said in transcripts, in segments.', told: 'PERSON', models: ['Transcript'] },
  ANSWERS: {
    says: 'Answers about how clear the person felt, anonymous ones included; by the talks that were answered.',
    told: 'PERSON',
    models: ['Participation'],
  },
  HINTS: { says: 'Hints that the person left.', told: 'PERSON', models: ['Hint'] },
  SIGN_UPS: { says: 'Sign-ups as a volunteer.', told: 'ADMIN', models: ['Volunteer'] },
  READS: { says: 'Who looked at rows about the person.', told: 'PERSON', models: ['PersonRead'] },
  ACCESS: { says: 'Sign-ins of pages and scopes of advisors.', told: 'ADMIN', models: ['EmbedGrant', 'AdvisorScope'] },
} as const satisfies Readonly<Record<string, ErasureKind>>;

/** What stays, with a former member. */
export const STAYING = {
  PAIRS: { says: 'Who met whom.', told: 'ADMIN', models: ['Pair'] },
  TALKS: { says: 'When talks were planned and held.', told: 'ADMIN', models: ['Session'] },
  WORDS_OF_OTHERS: {
    says: 'What others wrote to the person and said in talks with them.',
    told: 'PERSON',
    models: ['Preparation', 'Impression', 'Attempt', 'Transcript'],
  },
  TRAIL: { says: 'Entries of the audit trail, with an id.', told: 'ADMIN', models: ['AuditEntry'] },
  DECISIONS: {
    says: 'Erasures, holds and restrictions, as proof.',
    told: 'ADMIN',
    models: ['Erasure', 'LegalHold', 'Restriction'],
  },
} as const satisfies Readonly<Record<string, ErasureKind>>;
