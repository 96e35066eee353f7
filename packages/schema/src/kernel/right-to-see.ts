import type { Actor } from './actor.ts';

// Every property of an actor is here, so that a new one cannot be forgotten: what a policy, a resolver or a message may ask.
const ASKED: Readonly<Record<keyof Actor, (actor: Actor) => string>> = {
  kind: ({ kind }) => kind,
  tenantId: ({ tenantId }) => tenantId,
  userId: ({ userId }) => userId,
  roles: ({ roles }) => [...roles].sort().join(),
  scopes: ({ scopes }) => [...scopes].sort().join(),
  language: ({ language }) => language,
  // A key is who its credential says; a person is the same one by every grant.
  credentialId: ({ kind, credentialId }) => (kind === 'person' ? '' : credentialId),
  // Names the request, and changes nothing in what is seen.
  requestId: () => '',
};

/** What an actor may see depends on, as one text: two with the same text see the same at the same moment, and only those. */
export const rightToSee = (actor: Actor): string => JSON.stringify(Object.values(ASKED).map((ask) => ask(actor)));

const OF_THE_PERSON: ReadonlySet<string> = new Set<keyof Actor>(['userId', 'roles', 'credentialId']);
const OF_ANYBODY = Object.entries(ASKED).filter(([name]) => !OF_THE_PERSON.has(name));

/** What is left of it once a policy has said that it does not matter which person asks: kind, tenant, scopes, language. */
export const rightOfAnyPerson = (actor: Actor): string => JSON.stringify(OF_ANYBODY.map(([, ask]) => ask(actor)));
