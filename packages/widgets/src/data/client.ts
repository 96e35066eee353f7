import { TaiwaCore } from '@taiwa/sdk/core';
import { tokenEndpoint, TokenSource, type FetchToken } from '@taiwa/sdk/tokens';
import { LiveState, nameLiveState } from './live-state.ts';
import { pageKey } from './page-key.ts';

export type { FetchToken, Token } from '@taiwa/sdk/tokens';

/** Languages the server answers in. */
export type Language = 'ja' | 'en';

/** Where an element finds the API and a token for it. */
export interface ConnectionSettings {
  readonly url: string;
  readonly tokenEndpoint: string;
  readonly fetchToken: FetchToken | undefined;
  /** Whether tokens are bound to a key of this page. */
  readonly bound?: boolean;
}

/** What the elements ask by: the SDK's client without its resources, since the elements bring their own documents. */
export type Client = TaiwaCore;

/** The clients of one person by language. */
export interface Clients {
  in(language: Language): Client;
  /** Ends them, with the token and what is under way. */
  close(): void;
}

/** Opens the clients of one person, one for each language; all of them share one token. */
export function openClients({ url, tokenEndpoint: endpoint, fetchToken, bound }: ConnectionSettings): Clients {
  const proof = bound ? pageKey() : undefined;
  const tokens = new TokenSource(fetchToken ?? tokenEndpoint(endpoint), undefined, proof);
  const open = new Map<Language, Client>();
  return {
    in(language) {
      const present = open.get(language);
      if (present) return present;
      const live = new LiveState();
      const hooks = { onLive: ({ state }: { readonly state: string }) => live.become(state === 'connected') };
      const client = new TaiwaCore({ url, tokens, language, hooks, ...(proof && { proof }) });
      nameLiveState(client, live);
      open.set(language, client);
      return client;
    },
    close() {
      for (const client of open.values()) client.close();
      tokens.close();
    },
  };
}
