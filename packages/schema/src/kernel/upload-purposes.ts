import type { Actor } from './actor.ts';
import type { Scope } from './scopes.ts';

/** What a module takes files for. */
export interface UploadPurpose {
  readonly description: string;
  /** The scope that a credential needs to send one. */
  readonly scope: Scope;
  /** Whether the actor may send one at all; the mutation that takes the file asks again. */
  readonly may: (actor: Actor) => boolean;
  /** Most bytes, at most MAX_UPLOAD. */
  readonly maxBytes: number;
}

/** The most that any upload may have, in bytes. */
export const MAX_UPLOAD = 5 * 1024 * 1024;

const purposes = new Map<string, UploadPurpose>();

/** Lets files be sent for a purpose (`PEOPLE_CSV`), which becomes a value of the enum. Each module does so for its own. */
export function acceptUploads(name: string, purpose: UploadPurpose): void {
  if (purposes.has(name)) throw new Error(`Two purposes named ${name}`);
  if (purpose.maxBytes > MAX_UPLOAD) throw new Error(`No upload has more than ${MAX_UPLOAD} bytes: ${name}`);
  purposes.set(name, purpose);
}

/** Every purpose by its name. */
export const uploadPurposes = (): ReadonlyMap<string, UploadPurpose> => purposes;
