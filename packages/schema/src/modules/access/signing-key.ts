import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { asSystem } from '../../kernel/database.ts';
import { randomId, registerIds } from '../../kernel/ids.ts';
import { sealSecret, unsealSecret } from '../../kernel/keyring.ts';
import { after, now } from '../../kernel/time.ts';

registerIds({ sig: 'SigningKey' });

/** Days a key signs before the next takes over. */
const ACTIVE_DAYS = 90;
/** Minutes a key stays published after it stopped signing: three lives of a token. */
const KEPT_MINUTES = 15;
/** Seconds for which the keys in memory are taken as they are. */
const FRESH_SECONDS = 60;
/** Seconds within which an unknown key id does not ask the table again. */
const ASK_AGAIN_SECONDS = 5;

type SigningCryptoKey = Awaited<ReturnType<typeof importJWK>>;

interface Key {
  readonly id: string;
  readonly publicKey: JWK;
  readonly privateKey: Uint8Array;
  readonly activeFrom: Date;
}

interface Known {
  readonly keys: readonly Key[];
  readonly readAt: Date;
}

let known: Known | undefined;
/** The reading under way, which is that of all who ask meanwhile. */
let reading: Promise<readonly Key[]> | undefined;
const opened = new Map<string, SigningCryptoKey>();

/** Forgets what this process knows of the keys; they are read again when needed. */
export function forgetSigningKeys(): void {
  known = undefined;
  reading = undefined;
  opened.clear();
}

async function newKey(activeFrom: Date) {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const id = randomId('sig');
  const privateKey = sealSecret(`signing-key|${id}`, JSON.stringify(await exportJWK(pair.privateKey)));
  const publicKey = { ...(await exportJWK(pair.publicKey)), kid: id, alg: 'EdDSA', use: 'sig' };
  return { id, publicKey, privateKey, activeFrom };
}

/** Makes sure that one key signs and the next is published; retires keys that stopped signing a while ago. */
export const rotateSigningKeys = (): Promise<void> =>
  asSystem('signTokens', async (db) => {
    await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('taiwa.signing-keys', 0))`;
    const keys = await db.signingKey.findMany({ where: { retiredAt: null }, orderBy: { activeFrom: 'asc' } });
    const active = keys.filter((key) => key.activeFrom <= now()).at(-1);
    const hasNext = keys.some((key) => key.activeFrom > now());
    if (!active) await db.signingKey.create({ data: await newKey(now()) });
    if (!hasNext)
      await db.signingKey.create({ data: await newKey(after(active?.activeFrom ?? now(), ACTIVE_DAYS, 'days')) });
    const isOver = active !== undefined && active.activeFrom < after(now(), -KEPT_MINUTES, 'minutes');
    if (isOver)
      await db.signingKey.updateMany({
        where: { activeFrom: { lt: active.activeFrom }, retiredAt: null },
        data: { retiredAt: now() },
      });
  });

/**
 * Lets the next key sign from now on and publishes one after it; the one before stays published until what it signed is over.
 * Answers the id of the key that signs.
 */
export async function changeSigningKey(): Promise<string> {
  const changed = await asSystem('signTokens', async (db) => {
    await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended('taiwa.signing-keys', 0))`;
    const waiting = { activeFrom: { gt: now() }, retiredAt: null };
    const next = await db.signingKey.findFirst({ where: waiting, orderBy: { activeFrom: 'asc' } });
    const { id } = next ?? (await db.signingKey.create({ data: await newKey(now()) }));
    if (next) await db.signingKey.update({ where: { id }, data: { activeFrom: now() } });
    await db.signingKey.create({ data: await newKey(after(now(), ACTIVE_DAYS, 'days')) });
    return id;
  });
  known = undefined;
  reading = undefined;
  return changed;
}

const activeOf = (keys: readonly Key[]): Key | undefined => keys.filter((one) => one.activeFrom <= now()).at(-1);

async function readKeys(): Promise<readonly Key[]> {
  const under = (reading ??= readTable());
  try {
    const keys = await under;
    if (reading === under && activeOf(keys)) known = { keys, readAt: now() };
    return keys;
  } finally {
    if (reading === under) reading = undefined;
  }
}

async function readTable(): Promise<readonly Key[]> {
  const rows = await asSystem('signTokens', (db) =>
    db.signingKey.findMany({ where: { retiredAt: null }, orderBy: { activeFrom: 'asc' } }),
  );
  return rows.map((row) => ({ ...row, publicKey: row.publicKey as JWK }));
}

async function signingKeys(): Promise<readonly Key[]> {
  if (known && known.readAt > after(now(), -FRESH_SECONDS, 'seconds')) return known.keys;
  const keys = await readKeys();
  if (activeOf(keys)) return keys;
  await rotateSigningKeys();
  return readKeys();
}

/** The key that signs now, opened; made where the installation has none yet. */
export async function activeSigningKey(): Promise<{ readonly id: string; readonly privateKey: SigningCryptoKey }> {
  const key = activeOf(await signingKeys());
  if (!key) throw new Error('No key signs.');
  const privateKey =
    opened.get(key.id) ??
    (await importJWK(JSON.parse(unsealSecret(`signing-key|${key.id}`, key.privateKey)) as JWK, 'EdDSA'));
  opened.set(key.id, privateKey);
  return { id: key.id, privateKey };
}

/** The public key with this id, or undefined where none of ours has it. */
export async function publicKeyOf(kid: string): Promise<JWK | undefined> {
  const find = (keys: readonly Key[]) => keys.find((key) => key.id === kid)?.publicKey;
  const found = find(await signingKeys());
  // Another process may have made it a moment ago; strangers' ids must not make us ask all the time.
  if (found || !known || known.readAt > after(now(), -ASK_AGAIN_SECONDS, 'seconds')) return found;
  return find(await readKeys());
}

/** The public keys by which anybody can check our tokens (RFC 7517): previous, active and next. */
export const publicKeySet = async (): Promise<{ readonly keys: readonly JWK[] }> => ({
  keys: (await signingKeys()).map((key) => key.publicKey),
});
