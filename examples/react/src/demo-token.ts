import { Taiwa } from '@taiwa/sdk';
import type { FetchToken } from '@taiwa/widgets';

/** Tokens of a person of the demo, e.g. `demo-1-member`. An app of your own asks its own server. */
export function demoToken(url: string, externalId: string): FetchToken {
  const taiwa = new Taiwa({ url });
  return async ({ signal }) => {
    const people = await taiwa.demo.people({ signal });
    const person = people.find((one) => one.externalId === externalId) ?? people[0];
    if (!person) throw new Error('Nobody is here: is this the demo?');
    return taiwa.demo.signIn(person.userId, { signal });
  };
}
