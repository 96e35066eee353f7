import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SignJWT, generateKeyPair } from 'jose';
import { freshActor, type Actor } from '../../kernel/actor.ts';
import { SCOPES } from '../../kernel/scopes.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { refusalsOf, run } from '../../testing/run.ts';
import { aCompany } from '../../testing/world.ts';
import { asSystem, currentDatabase, useDatabase } from '../../kernel/database.ts';
import { Refusal } from '../../kernel/refusals.ts';
import { freezeTime } from '../../kernel/time.ts';
import { allowOrigin, originOf, removeOrigin } from './allowed-origin.ts';
import { actorOfSecret, createApiKey, revokeApiKey } from './api-key.ts';
import { allowDemoLogins, demoSignIn, listDemoPeople } from './demo-login.ts';
import { createEmbedGrant, renewEmbedToken, revokeEmbedGrant, revokeUser } from './embed-grant.ts';
import { verifyToken } from './embed-token.ts';
import { revokedSince } from './revocation.ts';
import { isSecret, newSecret } from './secret.ts';
import { forgetSigningKeys, publicKeySet, rotateSigningKeys } from './signing-key.ts';

const tables = useTestDatabase();
beforeEach(forgetSigningKeys);
afterEach(() => {
  freezeTime(new Date())();
  allowDemoLogins(false);
});

const from = { address: '192.0.2.1', requestId: 'test', language: 'en' } as const;
const ORIGIN = 'https://intranet.example.com';

async function aServer(company = aCompany()) {
  const world = await company;
  const { id, secret } = await createApiKey(freshActor(world.admin), { name: 'portal', scopes: ['people:read'] });
  const key = (await actorOfSecret(secret, from)) as Actor;
  return { ...world, id, secret, key };
}

async function aGrant() {
  const world = await aServer();
  await allowOrigin(freshActor(world.admin), { origin: ORIGIN });
  const ann = await world.hire('Ann');
  const [row] = await tables.query<{ external_id: string }>('admin', 'select external_id from app_user where id = $1', [
    ann.userId,
  ]);
  const input = { user: { externalId: row?.external_id ?? '' }, elements: ['prep'], origins: [ORIGIN] };
  return { ...world, ann, input, grant: await createEmbedGrant(world.key, input) };
}

describe('a secret', () => {
  test('is recognised by its shape and its checksum', () => {
    const secret = newSecret('live');
    expect(secret).toMatch(/^sk_live_[0-9a-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(isSecret(secret)).toBe(true);
    const mistyped = secret.slice(0, 20) + (secret[20] === 'a' ? 'b' : 'a') + secret.slice(21);
    expect(isSecret(mistyped)).toBe(false);
  });

  test('is nowhere in the table and leads to its tenant with its scopes', async () => {
    const { secret, key, tenantId } = await aServer();
    expect(key).toMatchObject({ kind: 'key', tenantId, userId: '' });
    expect([...key.scopes]).toEqual(['people:read']);
    const rows = await tables.query('admin', 'select * from api_key');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('ends when it is revoked, over, or used from elsewhere', async () => {
    const { admin, secret, id } = await aServer();
    await revokeApiKey(freshActor(admin), { apiKeyId: id });
    expect(await actorOfSecret(secret, from)).toBeNull();
    const bound = await createApiKey(freshActor(admin), {
      name: 'x',
      scopes: ['people:read'],
      allowedAddresses: ['192.0.2.2'],
    });
    expect(await actorOfSecret(bound.secret, from)).toBeNull();
    expect(await actorOfSecret(bound.secret, { ...from, address: '192.0.2.2' })).not.toBeNull();
    const short = await createApiKey(freshActor(admin), {
      name: 'x',
      scopes: ['people:read'],
      expiresAt: new Date(Date.now() + 1000),
    });
    freezeTime(new Date(Date.now() + 2000));
    expect(await actorOfSecret(short.secret, from)).toBeNull();
  });

  test('is made and revoked by admins of its tenant only', async () => {
    const { id, key, hire } = await aServer();
    const stranger = (await aCompany()).admin;
    await expect(revokeApiKey(stranger, { apiKeyId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const actor of [key, await hire('Ann'), await hire('Max', ['MANAGER'])])
      await expect(createApiKey(actor, { name: 'x', scopes: ['api'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('an origin', () => {
  test.each([
    ['https://intranet.example.com/', ORIGIN],
    ['https://INTRANET.example.com:443', ORIGIN],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://intranet.example.com', null],
    ['https://intranet.example.com/path', null],
    ['https://user@intranet.example.com', null],
    ['javascript:alert(1)', null],
    ['*', null],
  ])('%s is kept as %s', (written, kept) => {
    expect(originOf(written)).toBe(kept);
  });

  test('is on the list once, and off it after it was removed', async () => {
    const { admin } = await aCompany();
    const { id } = await allowOrigin(freshActor(admin), { origin: ORIGIN });
    await expect(allowOrigin(freshActor(admin), { origin: `${ORIGIN}/` })).rejects.toMatchObject({
      code: 'ORIGIN_KNOWN',
    });
    await removeOrigin(freshActor(admin), { originId: id });
    await allowOrigin(freshActor(admin), { origin: ORIGIN });
  });
});

describe('an embed token', () => {
  test('says who, by which grant and from where, and no name or right', async () => {
    const { grant, ann, tenantId } = await aGrant();
    expect(grant.expiresIn).toBe(300);
    const claims = await verifyToken(grant.token);
    expect(claims).toMatchObject({
      kind: 'embed+jwt',
      tid: tenantId,
      sub: ann.userId,
      sid: grant.id,
      org: [ORIGIN],
      wgt: ['prep'],
    });
    expect(Buffer.from(grant.token.split('.')[1] ?? '', 'base64url').toString()).not.toMatch(/Ann|role|MEMBER/);
  });

  test('is over after five minutes and ten seconds, and says so', async () => {
    const { grant } = await aGrant();
    freezeTime(new Date(Date.now() + 305_000));
    expect(await verifyToken(grant.token)).toMatchObject({ sid: grant.id });
    freezeTime(new Date(Date.now() + 312_000));
    expect(await verifyToken(grant.token)).toBe('expired');
  });

  test('that was good counts for nothing once its key is no longer published', async () => {
    const { grant } = await aGrant();
    expect(await verifyToken(grant.token)).toMatchObject({ sid: grant.id });
    await asSystem('signTokens', (db) => db.signingKey.updateMany({ data: { retiredAt: new Date() } }));
    forgetSigningKeys();
    expect(await verifyToken(grant.token)).toBeNull();
  });

  test('counts for nothing when it was changed, signed by others, or is of another kind', async () => {
    const { grant } = await aGrant();
    const [head = '', body = '', signature = ''] = grant.token.split('.');
    const changed = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), tid: 'ten_x' }),
    ).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'embed+jwt' })).toString('base64url');
    const { privateKey } = await generateKeyPair('EdDSA');
    const kid = JSON.parse(Buffer.from(head, 'base64url').toString()).kid as string;
    const foreign = await new SignJWT(JSON.parse(Buffer.from(body, 'base64url').toString()))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'embed+jwt', kid })
      .sign(privateKey);
    const [publicKey] = (await publicKeySet()).keys;
    const confused = await new SignJWT(JSON.parse(Buffer.from(body, 'base64url').toString()))
      .setProtectedHeader({ alg: 'HS256', typ: 'embed+jwt', kid })
      .sign(Buffer.from(JSON.stringify(publicKey)));
    for (const token of [
      `${head}.${changed}.${signature}`,
      `${none}.${body}.`,
      foreign,
      confused,
      `${grant.token}=`,
      `${head}.${body}`,
      '',
      'x'.repeat(5_000),
    ])
      expect(await verifyToken(token)).toBeNull();
  });

  test('is given to allowed origins, for active people of the tenant, to servers only', async () => {
    const { key, ann, admin, input, hire } = await aGrant();
    await expect(
      createEmbedGrant(freshActor(key), { ...input, origins: ['https://evil.example.com'] }),
    ).rejects.toMatchObject({ issues: [{ path: ['origins', '0'] }] });
    await expect(createEmbedGrant(freshActor(key), { ...input, user: { externalId: 'nobody' } })).rejects.toMatchObject(
      { issues: [{ path: ['user', 'externalId'] }] },
    );
    for (const actor of [ann, admin, await hire('Bob')])
      await expect(createEmbedGrant(actor, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const other = await aServer();
    await expect(createEmbedGrant(other.key, input)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('is renewed by the server that made the grant, until the grant is idle, over or revoked', async () => {
    const { key, admin, grant } = await aGrant();
    const renewed = await renewEmbedToken(freshActor(key), { grantId: grant.id });
    expect(renewed.token).not.toBe(grant.token);
    const stranger = await aServer();
    await expect(renewEmbedToken(stranger.key, { grantId: grant.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    freezeTime(new Date(Date.now() + 31 * 60_000));
    await expect(renewEmbedToken(freshActor(key), { grantId: grant.id })).rejects.toMatchObject({ code: 'GRANT_OVER' });
    freezeTime(new Date())();
    await revokeEmbedGrant(freshActor(admin), { grantId: grant.id });
    await expect(renewEmbedToken(freshActor(key), { grantId: grant.id })).rejects.toMatchObject({ code: 'GRANT_OVER' });
  });
});

test('a key obtains tokens for people with the scope made for it, and with no other', async () => {
  const { server, input, key } = await aGrant();
  const document = 'mutation($input: CreateEmbedGrantInput!) { createEmbedGrant(input: $input) { __typename } }';
  const all = SCOPES.filter((scope) => scope !== 'embeds:write');
  expect(refusalsOf(await run(server(...all), document, { input }))).toEqual(['FORBIDDEN']);
  const embedding = { ...key, scopes: new Set(['embeds:write' as const]) };
  expect((await run(embedding, document, { input })).data).toEqual({ createEmbedGrant: { __typename: 'EmbedToken' } });
});

test('what is revoked is noted for every process: a grant, and all tokens of a person below their new version', async () => {
  const begun = new Date();
  const { key, admin, ann, grant, tenantId } = await aGrant();
  await revokeEmbedGrant(freshActor(ann), { grantId: grant.id });
  await revokeUser(freshActor(admin), { userId: ann.userId });
  const noted = (await revokedSince(begun)).filter((thing) => thing.tenantId === tenantId);
  expect(noted.map(({ subject, subjectId }) => [subject, subjectId])).toEqual([
    ['GRANT', grant.id],
    ['USER', ann.userId],
  ]);
  expect(noted[1]?.tokenVersion).toBe(1);
  await expect(revokeUser(freshActor(key), { userId: (await aCompany()).admin.userId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

describe('signing keys', () => {
  test('the next one is published before it signs, and the former a while after', async () => {
    await aGrant();
    const [active, next] = (await publicKeySet()).keys.map(({ kid }) => kid);
    expect(next).toBeDefined();
    freezeTime(new Date(Date.now() + 90 * 86_400_000 + 1000));
    await rotateSigningKeys();
    forgetSigningKeys();
    const { grant } = await aGrant();
    expect(JSON.parse(Buffer.from(grant.token.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({
      kid: next,
    });
    expect((await publicKeySet()).keys.map(({ kid }) => kid)).toContain(active);
  });

  test('are read once for all who ask while they are read', async () => {
    const { grant } = await aGrant();
    const database = currentDatabase();
    let readings = 0;
    useDatabase({
      ...database,
      asSystem: (task, work) => database.asSystem(task, work).finally(() => (readings += 1)),
    });
    forgetSigningKeys();
    const asked = Array.from({ length: 64 }, () => verifyToken(grant.token));
    const all = await Promise.all(asked).finally(() => useDatabase(database));
    expect(new Set(all.map((claims) => claims !== null && claims !== 'expired' && claims.sid))).toEqual(
      new Set([grant.id]),
    );
    expect(readings).toBe(1);
  });

  test('that cannot be read make no token a bad one', async () => {
    const { grant } = await aGrant();
    const database = currentDatabase();
    useDatabase({ ...database, asSystem: () => Promise.reject(new Refusal('BUSY')) });
    forgetSigningKeys();
    const asked = verifyToken(grant.token).finally(() => useDatabase(database));
    await expect(asked).rejects.toMatchObject({ code: 'BUSY' });
    expect(await verifyToken(grant.token)).toMatchObject({ sid: grant.id });
  });

  test('are sealed in the table and readable by no role that serves requests', async () => {
    await aGrant();
    const rows = await tables.query('admin', 'select private_key from signing_key');
    for (const row of rows) expect(Buffer.from(row.private_key as Uint8Array).toString('latin1')).not.toContain('"d"');
    for (const role of ['app', 'statistics'] as const)
      await expect(tables.query(role, 'select 1 from signing_key')).rejects.toThrow(/permission denied/);
  });
});

describe('demo logins', () => {
  test('are refused unless the process allows them, and never lead to a real tenant', async () => {
    const { admin } = await aCompany();
    await expect(listDemoPeople()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(demoSignIn(admin, { userId: admin.userId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    allowDemoLogins(true);
    expect(await listDemoPeople()).toEqual([]);
    await expect(demoSignIn(admin, { userId: admin.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
