/** What a credential can be allowed: one word per domain and direction. */
export const SCOPES = [
  'people:read',
  'people:write',
  'pairs:read',
  'pairs:write',
  'sessions:read',
  'sessions:write',
  'topics:read',
  'topics:write',
  'hints:read',
  'hints:write',
  'transcripts:read',
  'transcripts:write',
  'insights:read',
  'insights:write',
  'audit:read',
  'embeds:write',
  'schema',
  'api',
] as const;

/** One of `SCOPES`. */
export type Scope = (typeof SCOPES)[number];

/** Whether a text is a scope. */
export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

// A set that was completed once is handed around for as long as its credential is known.
const complete = new WeakSet<Iterable<Scope>>();

/** The scopes with what they bring along: whoever may write in a domain may read the answer. A set that came from here is its own answer. */
export function withReading(scopes: Iterable<Scope>): ReadonlySet<Scope> {
  if (complete.has(scopes)) return scopes as ReadonlySet<Scope>;
  const all = new Set(scopes);
  for (const scope of all) {
    const reading = scope.replace(/:write$/, ':read');
    if (isScope(reading)) all.add(reading);
  }
  complete.add(all);
  return all;
}

// Who may embed vouches for who is signed in: for servers only, and never by the way of another scope.
const BEYOND_DOMAINS: readonly Scope[] = ['audit:read', 'embeds:write'];

/** Every scope of a domain (`people:read` … `insights:write`): what a person's token carries. */
export const DOMAIN_SCOPES: ReadonlySet<Scope> = withReading(
  SCOPES.filter((scope) => /:(read|write)$/.test(scope) && !BEYOND_DOMAINS.includes(scope)),
);
