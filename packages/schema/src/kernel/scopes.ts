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

// Who may embed vouches for who is signed in: for servers only, and never by the way of another scope.
const BEYOND_DOMAINS: readonly Scope[] = ['audit:read', 'embeds:write'];

/** Every scope of a domain (`people:read` … `insights:write`): what a person's token carries unless it says less. */
export const DOMAIN_SCOPES: ReadonlySet<Scope> = new Set(
  SCOPES.filter((scope) => /:(read|write)$/.test(scope) && !BEYOND_DOMAINS.includes(scope)),
);

/** Whether a text is a scope. */
export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

/** The scopes with what they bring along: whoever may write in a domain may read the answer. */
export function withReading(scopes: Iterable<Scope>): ReadonlySet<Scope> {
  const all = new Set(scopes);
  for (const scope of all) {
    const reading = scope.replace(/:write$/, ':read');
    if (isScope(reading)) all.add(reading);
  }
  return all;
}
