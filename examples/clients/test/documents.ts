/** The people of the tenant, page by page. */
export const PEOPLE = `
  query People($first: Int!, $after: String) {
    users(first: $first, after: $after) {
      edges { cursor node { id name } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

/** What a page of people is. */
export interface People {
  readonly users: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** A change that answers the thing or says what stands in the way. */
export const PREPARE = `
  mutation Prepare($input: PrepareSessionInput!) {
    prepareSession(input: $input) {
      __typename
      ... on Session { id preparation { note } }
      ... on Problem { code message }
    }
  }
`;

/** What it answers. */
export interface Prepared {
  readonly prepareSession: { readonly __typename: string; readonly code?: string; readonly message?: string };
}

/** A change that members may not make. */
export const MAKE_KEY = `
  mutation MakeKey {
    createApiKey(input: { name: "mine", scopes: ["api"] }) { __typename }
  }
`;

/** A session, now and after each change. */
export const SESSION_CHANGED = `
  subscription SessionChanged($sessionId: ID!) {
    sessionChanged(sessionId: $sessionId) { id preparation { note } }
  }
`;

/** What each change is. */
export interface SessionChanged {
  readonly sessionChanged: { readonly id: string; readonly preparation: { readonly note: string | null } | null };
}
