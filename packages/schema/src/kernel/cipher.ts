import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

type Bytes = Uint8Array<ArrayBuffer>;

const IV = 12;
const TAG = 16;

/** The key of a text is gone: that of its tenant, or of its person, who was erased. */
export class KeyGone extends Error {
  constructor() {
    super('The key of this text is gone.');
  }
}

// Asking for randomness costs as much as encrypting: it is fetched for many at once, and each byte is used once.
const randomness = new Uint8Array(IV * 256);
let spent = randomness.length;

function newIv(): Uint8Array {
  if (spent === randomness.length) {
    randomFillSync(randomness);
    spent = 0;
  }
  return randomness.subarray(spent, (spent += IV));
}

/** The pieces in memory of their own: that of a Buffer may be shared with others. */
function joined(pieces: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/**
 * AES-256-GCM under a random IV, which stands before it; `aad` must be the same to open it. `header` comes before all of it
 * as it is, and is to be cut off again before it is opened.
 */
export function encrypt(key: Uint8Array, aad: string, plain: Uint8Array, header = new Uint8Array()): Bytes {
  const iv = newIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  return joined([header, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `encrypt` was given; throws for another key, another `aad` or a single bit that changed. */
export function decrypt(key: Uint8Array, aad: string, box: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(box.subarray(-TAG));
  return Buffer.concat([decipher.update(box.subarray(IV, -TAG)), decipher.final()]);
}
