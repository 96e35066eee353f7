import { ContextRoot, createContext } from '@lit/context';
import { openClient, type Client, type ConnectionSettings, type Language } from './client.ts';

/** One server and one person; the elements that share it share its token and its socket. */
export interface Connection {
  readonly settings: ConnectionSettings;
  /** The client that asks in a language. */
  client(language: Language): Client;
  /** Says that one more element uses it; the returned function takes it back. The last one closes the clients. */
  use(): () => void;
}

/** Hands a provider's connection down to the elements inside it. */
export const connectionContext = createContext<Connection | undefined>(Symbol.for('taiwa-connection'));

let isWaiting = false;

/** Remembers the elements that ask before their provider is defined; scripts may arrive in any order. */
export function awaitLateProviders(): void {
  if (isWaiting) return;
  isWaiting = true;
  new ContextRoot().attach(document.documentElement);
}

const shared = new Map<string, Connection>();

/** A connection of its own. */
export function openConnection(settings: ConnectionSettings): Connection {
  const clients = new Map<Language, Client>();
  let users = 0;
  const release = (): void => {
    users -= 1;
    if (users > 0) return;
    for (const client of clients.values()) client.close();
    clients.clear();
  };
  return {
    settings,
    client: (language) => take(clients, language, () => openClient(settings, language)),
    use() {
      users += 1;
      let used = true;
      return () => {
        if (used) release();
        used = false;
      };
    },
  };
}

/** The connection that all elements with the same settings on this page share. */
export function sharedConnection(settings: ConnectionSettings): Connection {
  if (settings.fetchToken) return openConnection(settings);
  return take(shared, `${settings.url}\n${settings.tokenEndpoint}`, () => openConnection(settings));
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
