/** What a page with all of a manager's pairs asks: 20 pairs, the next session of each and its last five, with their themes. */
export const WIDGET = `query Widget($pairs: Int!, $sessions: Int!) {
  viewer {
    pairs(first: $pairs) {
      nodes {
        id
        member { id familyName givenName }
        nextSession { ...Talk }
        sessions(first: $sessions, state: [ENDED]) { nodes { ...Talk } }
      }
    }
  }
}
fragment Talk on Session { id state startsAt endsAt themes { id countsAs state } }`;

/** One session with its themes. */
export const POINT = `query Point($id: ID!) {
  session(id: $id) { id state startsAt endsAt themes { id countsAs state } }
}`;

/** A member prepares a session: two themes and a note. */
export const PREPARE = `mutation Prepare($input: PrepareSessionInput!) {
  prepareSession(input: $input) {
    __typename
    ... on Session { id preparation { revision } themes { id countsAs state } }
    ... on Problem { code message }
  }
}`;

/** A member answers how clear things are after a session. */
export const RATE = `mutation Rate($input: RateSessionInput!) {
  rateSession(input: $input) { __typename ... on Session { id } ... on Problem { code message } }
}`;

/** What a page of one session watches. */
export const CHANGED = `subscription Changed($id: ID!) {
  sessionChanged(sessionId: $id) { id state startsAt endsAt revision themes { id countsAs state } }
}`;

/** Everything that is asked, so that a token of a page may ask it. */
export const DOCUMENTS = [WIDGET, POINT, PREPARE, RATE, CHANGED] as const;
