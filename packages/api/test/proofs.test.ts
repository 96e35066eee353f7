import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { openProofs } from '../src/auth/proofs.ts';
import { Seen } from '../src/auth/seen.ts';

let thaw = () => {};
afterEach(() => thaw());

const laterBy = (milliseconds: number): void => {
  const at = new Date(now().getTime() + milliseconds);
  thaw();
  thaw = freezeTime(at);
};

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** What a page shows that sent its request to this address; the process sees it as its own headers say. */
async function shownFrom(htu: string) {
  const jwk = await exportJWK(keys.publicKey);
  const ath = createHash('sha256').update('token').digest('base64url');
  const proof = await new SignJWT({
    jti: randomUUID(),
    htm: 'POST',
    htu,
    ath,
    iat: Math.floor(now().getTime() / 1_000),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
    .sign(keys.privateKey);
  const target = { method: 'POST', host: '127.0.0.1:4400', path: '/graphql' };
  const circumstances = { origin: null, address: '127.0.0.1', requestId: 'req_1', language: null };
  const shown = { ...circumstances, target, secret: 'token', scheme: 'dpop' as const, proof };
  return { thumbprint: await calculateJwkThumbprint(jwk), shown };
}

/** Whether a process known by this address takes a proof for that one. */
async function takes(publicUrl: string | null, htu: string): Promise<boolean> {
  const { thumbprint, shown } = await shownFrom(htu);
  return openProofs(publicUrl)
    .require(thumbprint, shown)
    .then(
      () => true,
      () => false,
    );
}

describe('a proof is for the address at which pages reach the process', () => {
  test('as its requests tell it, be it behind a proxy that speaks https or not', async () => {
    expect(await takes(null, 'http://127.0.0.1:4400/graphql')).toBe(true);
    expect(await takes(null, 'https://127.0.0.1:4400/graphql')).toBe(true);
    expect(await takes(null, 'http://127.0.0.1:4401/graphql')).toBe(false);
    expect(await takes(null, 'wss://127.0.0.1:4400/graphql')).toBe(false);
  });

  test('as the operator said, also below a path', async () => {
    const own = 'https://taiwa.example/base';
    expect(await takes(own, 'https://taiwa.example/base/graphql')).toBe(true);
    expect(await takes(own, 'https://taiwa.example:443/base/graphql')).toBe(true);
    expect(await takes(own, 'http://taiwa.example/base/graphql')).toBe(false);
    expect(await takes(own, 'https://taiwa.example/graphql')).toBe(false);
    expect(await takes(own, 'http://127.0.0.1:4400/graphql')).toBe(false);
  });
});

describe('what was seen', () => {
  const settings = { milliseconds: 1_000, most: 10, mostOfOne: 5 };

  test('is known for its time and forgotten afterwards', () => {
    thaw = freezeTime(now());
    const seen = new Seen(settings);
    expect([seen.note('key', 'a'), seen.note('key', 'a'), seen.note('other', 'a')]).toEqual([true, false, true]);
    laterBy(999);
    expect(seen.note('key', 'a')).toBe(false);
    laterBy(1);
    expect(seen.note('key', 'a')).toBe(true);
  });

  test('is never forgotten early: who comes when it is full waits', () => {
    thaw = freezeTime(now());
    const seen = new Seen({ ...settings, most: 2 });
    expect([seen.note('key', 'a'), seen.note('key', 'b')]).toEqual([true, true]);
    expect(() => seen.note('key', 'c')).toThrow(expect.objectContaining({ code: 'BUSY', retryAfterMs: 1_000 }));
    expect(seen.note('key', 'a')).toBe(false);
    laterBy(1_000);
    expect(seen.note('key', 'c')).toBe(true);
  });

  test('of one holder is limited, so that nobody fills it for the others', () => {
    thaw = freezeTime(now());
    const seen = new Seen({ ...settings, mostOfOne: 2 });
    expect([seen.note('greedy', 'a'), seen.note('greedy', 'b')]).toEqual([true, true]);
    expect(() => seen.note('greedy', 'c')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
    expect(seen.note('other', 'c')).toBe(true);
    laterBy(1_000);
    expect(seen.note('greedy', 'c')).toBe(true);
  });
});
