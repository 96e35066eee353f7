import { expect, test } from 'vitest';
import { anonymous, freshActor, hasRole, isPerson, jobActor, keyActor, personActor } from './actor.ts';
import { DOMAIN_SCOPES, isScope } from './scopes.ts';

const ann = personActor({ tenantId: 'ten_a', userId: 'usr_ann', roles: new Set(['MEMBER']) });

test('a person carries the scopes of every domain and no other', () => {
  expect(ann.scopes).toBe(DOMAIN_SCOPES);
  expect(ann.scopes.has('sessions:write')).toBe(true);
  expect([...ann.scopes].filter((scope) => ['audit:read', 'schema', 'api'].includes(scope))).toEqual([]);
});

test('a key and a job are no persons and hold no role', () => {
  const key = keyActor({ tenantId: 'ten_a', scopes: new Set(['people:read']), credentialId: 'key_a' });
  const job = jobActor('ten_a', 'sessions.remind');
  expect([key, job].map(isPerson)).toEqual([false, false]);
  expect([key, job].some((actor) => hasRole(actor, 'ADMIN'))).toBe(false);
  expect(job.credentialId).toBe('job:sessions.remind');
  expect(key.userId).toBe('');
});

test('an anonymous actor has no tenant and may do nothing', () => {
  const nobody = anonymous('req_1', 'en');
  expect(nobody).toMatchObject({ kind: 'anonymous', tenantId: '', userId: '', language: 'en', requestId: 'req_1' });
  expect(nobody.scopes.size).toBe(0);
});

test('a fresh actor is equal and another object', () => {
  expect(freshActor(ann)).toEqual(ann);
  expect(freshActor(ann)).not.toBe(ann);
});

test('an actor cannot be changed', () => {
  expect(() => Object.assign(ann, { tenantId: 'ten_b' })).toThrow(TypeError);
});

test('only the listed words are scopes', () => {
  expect(isScope('hints:read')).toBe(true);
  expect(isScope('hints:delete')).toBe(false);
});

test('whoever may write in a domain may read in it, and nowhere else', () => {
  const key = keyActor({ tenantId: 'ten_a', scopes: new Set(['pairs:write', 'schema']), credentialId: 'key_a' });
  expect([...key.scopes].toSorted()).toEqual(['pairs:read', 'pairs:write', 'schema']);
});
