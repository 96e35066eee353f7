import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The keys of the installation, which the database never sees. */
export interface Keyring {
  /** The name of the key that wraps from now on. */
  readonly current: string;
  /** 32 bytes each, by name; the older ones stay until everything is wrapped anew. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
  /** 32 bytes from which pseudonyms and fingerprints are made; never changes, or nobody's ratings can be erased any more. */
  readonly pepper: Uint8Array;
}

/** What is kept under a key of the installation. */
export interface Wrapped {
  /** The name of that key. */
  readonly wrappedBy: string;
  readonly wrapped: Bytes;
}

let keyring: Keyring | undefined;
const derived = new Map<string, KeyObject>();
const forgetting = [() => derived.clear()];

/** `forget` is called whenever the keys of this process are set: what was opened with the former is to be kept no longer. */
export function forgetWithKeys(forget: () => void): void {
  forgetting.push(forget);
}

/** Sets the keys of this process and forgets every key that was unwrapped with the former. */
export function useKeys(next: Keyring): void {
  if (!next.keys.has(next.current)) throw new Error(`The keyring lacks its current key ${next.current}`);
  if ([...next.keys.values(), next.pepper].some((key) => key.length !== 32)) throw new Error('A key has 32 bytes');
  keyring = next;
  for (const forget of forgetting) forget();
}

function keysInForce(): Keyring {
  if (!keyring) throw new Error('No keys: call useKeys first.');
  return keyring;
}

function keyNamed(name: string): Uint8Array {
  const key = keysInForce().keys.get(name);
  if (!key) throw new Error(`The keyring lacks the key ${name}`);
  return key;
}

/** The name of the key that wraps from now on. */
export const wrapsNow = (): string => keysInForce().current;

/** The bytes under the current key of the installation; what they are for is authenticated. */
export function wrap(purpose: string, plain: Uint8Array): Wrapped {
  const wrappedBy = wrapsNow();
  return { wrappedBy, wrapped: encrypt(keyNamed(wrappedBy), purpose, plain) };
}

/** The bytes again; throws when they were wrapped for something else or their key is gone. */
export const unwrap = (purpose: string, { wrappedBy, wrapped }: { wrappedBy: string; wrapped: Uint8Array }): Buffer =>
  decrypt(keyNamed(wrappedBy), purpose, wrapped);

/** A secret of the installation itself under its current key; what it is for is authenticated. */
export function sealSecret(purpose: string, secret: string): Bytes {
  const { wrappedBy, wrapped } = wrap(`secret|${purpose}`, Buffer.from(secret, 'utf8'));
  const name = Buffer.from(wrappedBy, 'utf8');
  return new Uint8Array([name.length, ...name, ...wrapped]);
}

/** The secret again; throws when it was sealed for something else or its key is gone. */
export function unsealSecret(purpose: string, sealed: Uint8Array): string {
  const length = 1 + (sealed[0] ?? 0);
  const wrappedBy = Buffer.from(sealed.subarray(1, length)).toString('utf8');
  return unwrap(`secret|${purpose}`, { wrappedBy, wrapped: sealed.subarray(length) }).toString('utf8');
}

/** The key of a purpose. Purposes are few and stand in the code, so that each is derived once. */
function keyFor(purpose: string): KeyObject {
  const known = derived.get(purpose);
  if (known) return known;
  const made = createSecretKey(Buffer.from(hkdfSync('sha256', keysInForce().pepper, '', purpose, 32)));
  derived.set(purpose, made);
  return made;
}

/** 32 bytes that only this installation can compute, another for each purpose (HKDF-SHA256, then HMAC-SHA256). */
export function hmac(purpose: string, text: string): Bytes {
  return new Uint8Array(createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest());
}

/** The name under which a person's anonymous values are kept: always the same, and not to be computed from the database. */
export const pseudonym = (tenantId: string, userId: string): string =>
  Buffer.from(hmac('pseudonym', `${tenantId}|${userId}`)).toString('base64url');
