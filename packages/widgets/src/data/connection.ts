import {
  openClients,
  type Client,
  type Clients,
  type ConnectionSettings,
  type FetchToken,
  type Language,
} from './client.ts';
import { pageSettings } from './page-settings.ts';

/** One server and one person; the elements that share it share its token and its socket. */
export interface Connection {
  readonly settings: ConnectionSettings;
  /** The client that asks in a language. */
  client(language: Language): Client;
  /** Says that one more element uses it; the returned function takes it back. After the last one the clients are closed. */
  use(): () => void;
  /** Does that only once this is done, too: what a person has pressed is sent though the page goes on. */
  hold(work: Promise<unknown>): void;
  /** Closes all clients at once, also those in use: the person signed out. */
  abandon(): void;
}

const shared = new Map<string, Connection>();
const sharedByFunction = new WeakMap<FetchToken, Map<string, Connection>>();

/** A connection of its own. */
export function openConnection(settings: ConnectionSettings): Connection {
  let clients: Clients | undefined;
  let users = 0;
  const held = new Set<Promise<unknown>>();
  /** Clients without an element: whoever comes next may be somebody else, and gets new ones. */
  const left = new Set<Clients>();
  const close = (one: Clients): void => {
    one.close();
    left.delete(one);
  };
  const release = (): void => {
    users -= 1;
    if (users > 0 || !clients) return;
    const last = clients;
    clients = undefined;
    left.add(last);
    if (held.size === 0) close(last);
    else void Promise.allSettled(held).then(() => close(last));
  };
  return {
    settings,
    client: (language) => (clients ??= openClients(settings)).in(language),
    use() {
      users += 1;
      let used = true;
      return () => {
        if (used) release();
        used = false;
      };
    },
    hold(work) {
      held.add(work);
      void Promise.allSettled([work]).then(() => held.delete(work));
    },
    abandon() {
      held.clear();
      left.forEach(close);
      // Kept until the last element has left: what goes out meanwhile must not go out as whoever comes next.
      clients?.close();
    },
  };
}

/** The connection that all elements with the same settings on this page share. */
export function sharedConnection(settings: ConnectionSettings): Connection {
  const { url, tokenEndpoint, fetchToken, bound } = settings;
  const server = `${url}\n${bound ? 'bound' : ''}`;
  if (!fetchToken) return take(shared, `${server}\n${tokenEndpoint}`, () => openConnection(settings));
  const ofFunction = sharedByFunction.get(fetchToken) ?? new Map<string, Connection>();
  sharedByFunction.set(fetchToken, ofFunction);
  return take(ofFunction, server, () => openConnection(settings));
}

/** The connection of the page as a whole; undefined where the page says too little for one. */
export function pageConnection(): Connection | undefined {
  const { url = '', tokenEndpoint = '', fetchToken, bound = false } = pageSettings();
  const settings = { url, tokenEndpoint, fetchToken, bound };
  return isComplete(settings) ? sharedConnection(settings) : undefined;
}

/** Settings with what the page says of its server, where they know a way to a token and do not say it themselves. */
export function withPageServer(settings: ConnectionSettings): ConnectionSettings {
  const knowsToken = settings.tokenEndpoint !== '' || settings.fetchToken !== undefined;
  if (!knowsToken) return settings;
  const { url = '', bound = false } = pageSettings();
  return { ...settings, url: settings.url || url, bound: settings.bound || bound };
}

/** Whether the settings suffice to reach a server. */
export function isComplete(settings: ConnectionSettings): boolean {
  return settings.url !== '' && (settings.tokenEndpoint !== '' || settings.fetchToken !== undefined);
}

function take<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
