import { TaiwaCore } from '@taiwa/sdk/core';

/** Languages the server answers in. */
export type Language = 'ja' | 'en';

/** A short-lived token and the seconds it lives, counted from when it arrives. */
export interface Token {
  readonly token: string;
  readonly expiresIn: number;
}

/** Gets a token from the page's own server, or hands on its answer as it is; 401 and 403 mean signed out. */
export type FetchToken = (context: { readonly signal: AbortSignal }) => Promise<Token | Response>;

/** Where an element finds the API and a token for it. */
export interface ConnectionSettings {
  readonly url: string;
  readonly tokenEndpoint: string;
  readonly fetchToken: FetchToken | undefined;
}

/** What the elements ask by: the SDK's client without its resources, since the elements bring their own documents. */
export type Client = TaiwaCore;

/** Opens a client that asks in a language. */
export function openClient(settings: ConnectionSettings, language: Language): Client {
  const fetchToken = settings.fetchToken ?? tokenFrom(settings.tokenEndpoint);
  return new TaiwaCore({ url: settings.url, fetchToken, language });
}

function tokenFrom(endpoint: string): FetchToken {
  return ({ signal }) => fetch(endpoint, { method: 'POST', cache: 'no-store', credentials: 'same-origin', signal });
}
