import { Buffer } from 'node:buffer';
import { type Actor, freshActor } from '../kernel/actor.ts';
import { createUpload, receiveUpload } from '../kernel/uploads.ts';

/** Sends a file as the actor, as over HTTP, and answers its id. */
export async function sendFile(
  actor: Actor,
  text: string | Uint8Array,
  purpose: 'PEOPLE_CSV' | 'PAIRS_CSV' | 'TRANSCRIPT' | 'CONTENT_PACK' = 'PEOPLE_CSV',
): Promise<string> {
  const content = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  const asked = { purpose, fileName: 'people.csv', bytes: content.length };
  const { uploadId, url } = await createUpload(freshActor(actor), asked);
  await receiveUpload(freshActor(actor), url.split('/').at(-1) ?? '', content);
  return uploadId;
}
