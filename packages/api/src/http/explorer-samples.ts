/** Who one can be in the demo: what follows `demo-1-` in their external id. */
export type Seat = 'member' | 'manager' | 'advisor' | 'admin' | 'english' | 'neighbour' | 'deputy' | 'neighbour-admin';

/** Something to try in the explorer. */
export interface Sample {
  readonly name: string;
  /** Whom it is offered to: it runs without an error for each of them. */
  readonly seats: readonly Seat[];
  readonly query: string;
  /** Variables; a value such as `{session}` stands for an id that `SAMPLE_IDS` finds for the person. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

const TALKING: readonly Seat[] = ['member', 'manager', 'english'];
const ADMINS: readonly Seat[] = ['admin', 'deputy', 'neighbour-admin'];
const EVERYBODY: readonly Seat[] = [...TALKING, 'advisor', ...ADMINS, 'neighbour'];

/** Finds what the placeholders of samples stand for, as the person: `{session}` and `{topic}`. */
export const SAMPLE_IDS = 'query SampleIds { viewer { nextSession { id } } topics { id } }';

/** What can be tried in the explorer, in the order of its menu. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'My next 1-on-1',
    seats: EVERYBODY,
    query: `query MyNextOneOnOne {
  viewer {
    user { name }
    nextSession {
      id state startsAt
      counterpart { name }
      themes { title response { name } }
      preparation { note seen }
    }
  }
}`,
  },
  {
    name: 'Topics and questions',
    seats: EVERYBODY,
    query: `query TopicsAndQuestions {
  topics { id code name }
  responses { kind name style { name advice phrases } }
  questions(topicCode: CAREER) { past present future }
}`,
  },
  {
    name: 'Watch a session',
    seats: TALKING,
    query: `# Runs until it is stopped: change something in the portal, and it says so here.
subscription WatchSession($id: ID!) {
  sessionChanged(sessionId: $id) { id state preparation { seen } presence { name } }
}`,
    variables: { id: '{session}' },
  },
  {
    name: 'Prepare a session (changes it)',
    seats: ['member', 'english'],
    query: `mutation Prepare($input: PrepareSessionInput!) {
  prepareSession(input: $input) {
    __typename
    ... on Session { id themes { title response { name } } preparation { note } }
    ... on Problem { code message docsUrl }
  }
}`,
    variables: {
      input: {
        sessionId: '{session}',
        themes: [{ topicId: '{topic}', response: 'ADVICE' }],
        note: 'From the explorer',
      },
    },
  },
  {
    name: 'Mark the preparation as seen (changes it)',
    seats: ['manager'],
    query: `mutation Seen($input: MarkSessionSeenInput!) {
  markSessionSeen(input: $input) {
    __typename
    ... on Session { id preparation { seen } }
    ... on Problem { code message docsUrl }
  }
}`,
    variables: { input: { sessionId: '{session}' } },
  },
  {
    name: 'Pairs in my scope',
    seats: ['advisor', ...ADMINS],
    query: `query PairsInScope {
  pairs(first: 20) {
    nodes {
      kind
      member { name department { name } }
      counterpart { name }
      plannedCount
      heldCount
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    name: 'How pairs stand to the guideline',
    seats: ['advisor', ...ADMINS],
    query: `query Behind {
  standings(first: 10) {
    nodes { pair { member { name } counterpart { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    name: 'People and departments',
    seats: ADMINS,
    query: `query PeopleAndDepartments {
  departments { id name parent { id } }
  users(first: 20) { nodes { id externalId name roles department { name } } pageInfo { hasNextPage endCursor } }
}`,
  },
  {
    name: 'Keys and the audit trail',
    seats: ADMINS,
    query: `query KeysAndTrail {
  apiKeys { id name scopes lastUsedAt revokedAt }
  auditEntries(first: 10) { nodes { seq at action subjectType actorKind } }
}`,
  },
  {
    name: 'Time zone of the company (changes it)',
    seats: ADMINS,
    query: `mutation TimeZone($input: UpdateTenantInput!) {
  updateTenant(input: $input) {
    __typename
    ... on Tenant { id name timeZone }
    ... on InvalidInput { code message issues { path message } docsUrl }
  }
}`,
    variables: { input: { timeZone: 'Asia/Tokyo' } },
  },
];
