import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV = 12;
const TAG = 16;

/** The key of a text is gone: that of its tenant, or of its person, who was erased. */
export class KeyGone extends Error {
  constructor() {
    super('The key of this text is gone.');
  }
}

/** AES-256-GCM under a random IV, which stands before it; `aad` must be the same to open it. */
export function encrypt(key: Uint8Array, aad: string, plain: Uint8Array): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(aad));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What `encrypt` was given; throws for another key, another `aad` or a single bit that changed. */
export function decrypt(key: Uint8Array, aad: string, box: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(box.subarray(-TAG));
  return Buffer.concat([decipher.update(box.subarray(IV, -TAG)), decipher.final()]);
}
