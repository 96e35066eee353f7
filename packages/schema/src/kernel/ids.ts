import { randomBytes, randomFillSync } from 'node:crypto';
import { now } from './time.ts';

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const SHAPE = /^([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}$/;
const RANDOM_BITS = 80n;

const typeOfPrefix = new Map<string, string>();
const prefixOfType = new Map<string, string>();

function encode(value: bigint): string {
  let text = '';
  for (let rest = value, place = 0; place < 26; place += 1, rest >>= 5n) text = LETTERS[Number(rest & 31n)] + text;
  return text;
}

const randomBits = (bytes: number): bigint => BigInt(`0x${randomBytes(bytes).toString('hex')}`);

let last = 0n;

/** A new id that sorts after every id this process made before in the same millisecond, and by time among all processes. */
export function newId(prefix: string): string {
  const time = BigInt(now().getTime());
  const sameTick = last >> RANDOM_BITS === time;
  last = sameTick ? last + 1n + randomBits(2) : (time << RANDOM_BITS) | randomBits(10);
  return `${prefix}_${encode(last)}`;
}

const LENGTH = 26;
// Asking for randomness costs more than using it: it is fetched for many ids at once.
const randomness = new Uint8Array(LENGTH * 128);
let spent = randomness.length;

/** A new id that tells nothing of when or in which order it was made. */
export function randomId(prefix: string): string {
  if (spent === randomness.length) {
    randomFillSync(randomness);
    spent = 0;
  }
  let text = `${prefix}_`;
  for (const byte of randomness.subarray(spent, (spent += LENGTH))) text += LETTERS[byte & 31];
  return text;
}

/** Whether a text has the form of an id with this prefix; says nothing of whether such a row exists. */
export const isId = (prefix: string, text: string): boolean => SHAPE.exec(text)?.[1] === prefix;

/** Gives prefixes to types, once each (`{ ses: 'Session' }`); throws where a prefix or a type has another partner already. */
export function registerIds(prefixes: Readonly<Record<string, string>>): void {
  for (const [prefix, type] of Object.entries(prefixes)) {
    if (!/^[a-z]{3}$/.test(prefix)) throw new Error(`An id prefix has three letters: ${prefix}`);
    const partners = [typeOfPrefix.get(prefix) ?? type, prefixOfType.get(type) ?? prefix];
    if (partners[0] !== type || partners[1] !== prefix) throw new Error(`Prefix taken: ${prefix} → ${type}`);
    typeOfPrefix.set(prefix, type);
    prefixOfType.set(type, prefix);
  }
}

/** The type whose prefix an id bears; undefined for a text of another form or an unknown prefix. */
export const typeOfId = (id: string): string | undefined => typeOfPrefix.get(SHAPE.exec(id)?.[1] ?? '');

registerIds({ evt: 'OutboxEvent' });
