import type { TaiwaCore } from '../core.ts';
import { CreateUpload } from '../generated/imports.ts';
import type { UploadPurpose } from '../generated/types.ts';
import type { ChangeOptions } from '../options.ts';

/** How a file is to be sent. */
export interface UploadOptions extends ChangeOptions {
  /** What people call the file; the name of a File unless said otherwise. */
  readonly fileName?: string | undefined;
}

const nameOf = (file: Blob): string => ('name' in file && typeof file.name === 'string' ? file.name : 'file');

/** Announces a file and sends it; answers its id for the change that takes it. */
export async function sendUpload(
  core: TaiwaCore,
  purpose: UploadPurpose,
  file: Blob,
  { fileName = nameOf(file), ...options }: UploadOptions,
): Promise<string> {
  const input = { purpose, fileName, bytes: file.size };
  const { url, uploadId } = await core.change(CreateUpload, input, { ...options, idempotencyKey: undefined });
  await core.sendFile(url, file, options);
  return uploadId;
}
