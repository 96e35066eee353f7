import { graphql } from 'relay-runtime';

// What an app with Relay asks Taiwa: compiled by the test, as the app's own build would.

export const person = graphql`
  fragment people_person on User {
    id
    name
    department {
      name
    }
  }
`;

export const list = graphql`
  fragment people_list on Query
  @refetchable(queryName: "peoplePageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }) {
    users(first: $count, after: $cursor) @connection(key: "people_list_users") {
      edges {
        node {
          ...people_person
        }
      }
    }
  }
`;

export const query = graphql`
  query peopleQuery {
    viewer {
      user {
        ...people_person
      }
    }
    ...people_list
  }
`;
