import { tokenFor, type Person } from '../people.ts';
import { meet } from './conditions.ts';
import type { Settings } from './settings.ts';

/** Something an element said. */
export interface Heard {
  readonly time: string;
  readonly name: string;
  readonly detail: string;
}

// What an event of ours carries are its own fields.
const detailOf = (event: Event): string =>
  Object.entries(event)
    .filter(([name]) => name !== 'isTrusted')
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');

/** A real element with a provider of its own, asking the real server as somebody under a condition. */
export function stage(settings: Settings, people: readonly Person[], hear: (heard: Heard) => void): HTMLElement {
  const { element, as, lang, theme, preset, condition, attributes } = settings;
  meet(condition);
  // Who takes part in no talk has nothing to see.
  const seat = condition === 'empty' ? 'advisor' : as;
  const person = people.find(({ externalId }) => externalId.replace(/^demo-\d-/, '') === seat) ?? people[0];
  const provider = document.createElement('taiwa-provider');
  provider.setAttribute('url', location.origin);
  provider.setAttribute('lang', lang);
  provider.setAttribute('theme', theme);
  provider.setAttribute('preset', preset);
  const fetchToken = ({ signal }: { signal: AbortSignal }) =>
    condition === 'signedOut' || !person
      ? Promise.resolve(new Response(null, { status: 401 }))
      : tokenFor(person.userId, signal);
  Reflect.set(provider, 'fetchToken', fetchToken);
  const played = document.createElement(element.tag);
  for (const [name, value] of Object.entries(attributes)) if (value) played.setAttribute(name, value);
  for (const name of element.events)
    played.addEventListener(name, (event) =>
      hear({ time: new Date().toLocaleTimeString(lang), name, detail: detailOf(event) }),
    );
  provider.append(played);
  return provider;
}
