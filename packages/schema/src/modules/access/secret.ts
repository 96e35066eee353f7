import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = /^sk_(live|test)_([0-9a-z]{8})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** Whether a key opens real data or a demo's. */
export type SecretKind = 'live' | 'test';

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value, place = 0; place < length; place += 1, rest /= 62n) text = LETTERS[Number(rest % 62n)] + text;
  return text;
}

const randomBits = (bytes: number): bigint => BigInt(`0x${randomBytes(bytes).toString('hex')}`);

const checksum = (body: string): string => base62(BigInt(crc32(body)), 6);

/** A new secret of 256 random bits: `sk_live_<8>_<43>_<checksum>`. */
export function newSecret(kind: SecretKind): string {
  const body = `sk_${kind}_${base62(randomBits(6), 8).toLowerCase()}_${base62(randomBits(32), 43)}`;
  return `${body}_${checksum(body)}`;
}

/** Whether a text is a secret without a typing error; says nothing of whether such a key exists. */
export function isSecret(text: string): boolean {
  const [, , , , check] = SHAPE.exec(text) ?? [];
  return check !== undefined && checksum(text.slice(0, -7)) === check;
}

/** The digest under which a secret is kept (SHA-256, hex); its entropy makes a slow hash useless. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What a secret is recognised by without giving it away. */
export const marksOf = (secret: string): { prefix: string; lastFour: string } => ({
  prefix: secret.slice(0, 16),
  lastFour: secret.slice(-4),
});
