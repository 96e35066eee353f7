import { graphql } from 'relay-runtime';

export const preparation = graphql`
  fragment talk_preparation on Session @refetchable(queryName: "talkAgainQuery") {
    id
    preparation {
      note
    }
  }
`;

export const prepare = graphql`
  mutation talkPrepareMutation($input: PrepareSessionInput!) {
    prepareSession(input: $input) {
      __typename
      ... on Session {
        ...talk_preparation @alias
      }
      ... on Problem {
        code
        message
      }
    }
  }
`;

export const changed = graphql`
  subscription talkChangedSubscription($sessionId: ID!) {
    sessionChanged(sessionId: $sessionId) {
      ...talk_preparation
    }
  }
`;
