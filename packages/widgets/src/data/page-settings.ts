import type { FetchToken } from './client.ts';

/** Which colours an element wears; `auto` follows the page's `color-scheme`. */
export type Theme = 'auto' | 'light' | 'dark' | 'contrast';

/** Where an element draws itself: in the page, or in a frame of the Taiwa server that the page cannot look into. */
export type Isolation = 'none' | 'frame';

/** What holds for every element of a page that says nothing else, neither itself nor by a provider around it. */
export interface PageSettings {
  /** Address of the Taiwa server. */
  readonly url?: string | undefined;
  /** Address on the page's own server that answers a POST by `{ token, expiresIn }`. */
  readonly tokenEndpoint?: string | undefined;
  /** Gets a token, in place of `tokenEndpoint`. */
  readonly fetchToken?: FetchToken | undefined;
  /** Whether tokens are bound to a key of this page (RFC 9449). */
  readonly bound?: boolean | undefined;
  readonly theme?: Theme | undefined;
  /** Which preset of colours and forms an element wears: plain, fluent or smarthr. */
  readonly preset?: string | undefined;
  /** The language where no `lang` stands nearer than the page's own. */
  readonly lang?: string | undefined;
  readonly isolation?: Isolation | undefined;
  /** Registers the elements as `<acme-taiwa-prep>`, so that another copy may own the plain names. */
  readonly prefix?: string | undefined;
}

let settings: PageSettings = {};
const listeners = new Set<() => void>();

/** Sets what holds for the whole page; what is not named stays. Elements on the page follow at once. */
export function configure(given: PageSettings): void {
  settings = { ...settings, ...given };
  for (const listener of listeners) listener();
}

/** What holds for the whole page now. */
export function pageSettings(): PageSettings {
  return settings;
}

/** Calls back after every `configure` until the answer is called. */
export function onConfigured(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
