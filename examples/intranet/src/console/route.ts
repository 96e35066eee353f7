/** Where somebody is in the console: a section, and what its list is narrowed to. */
export interface Route {
  readonly section: string;
  /** As the query of an address. */
  readonly filter: string;
}

/** Reads `#people?role=MANAGER`. */
export function readRoute(hash: string): Route {
  const [section = '', filter = ''] = hash.replace(/^#/, '').split('?');
  return { section, filter };
}

/** Writes what `readRoute` reads. */
export function routeHash({ section, filter }: Route): string {
  return `#${section}${filter ? `?${filter}` : ''}`;
}
