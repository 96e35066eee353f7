import { failureOf, type Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { CaptionsPreview, CaptionsTicket } from '../../generated/transcript-import.ts';
import type { CaptionsPreviewMutation } from '../../generated/types.ts';

type Preview = Extract<CaptionsPreviewMutation['result'], { __typename: 'TranscriptImportPreview' }>;

/** A file that was looked into; nothing has been imported. */
export interface CheckedFile {
  readonly uploadId: string;
  readonly fileName: string;
  readonly preview: Preview;
}

/** Sends a file of captions and has it looked into. */
export class CaptionSending {
  running = false;
  readonly #host: ClientHost;
  readonly #ticket;
  readonly #preview;
  #lost: Failure | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    this.#ticket = new MutationController(host, CaptionsTicket);
    this.#preview = new MutationController(host, CaptionsPreview);
  }

  /** Why the file was not taken. */
  get failure(): Failure | undefined {
    return this.#ticket.failure ?? this.#lost ?? this.#preview.failure;
  }

  /** Answers what the file holds, or undefined where it failed; `failure` says how. */
  async send(sessionId: string, file: File): Promise<CheckedFile | undefined> {
    for (const one of [this.#ticket, this.#preview]) one.forget();
    this.#lost = undefined;
    this.#show(true);
    const checked = await this.#check(sessionId, file);
    this.#show(false);
    return checked;
  }

  async #check(sessionId: string, file: File): Promise<CheckedFile | undefined> {
    const { name: fileName, size: bytes } = file;
    const ticket = await this.#ticket.run({ purpose: 'TRANSCRIPT', fileName, bytes });
    if (!ticket) return undefined;
    const { uploadId, url } = ticket;
    try {
      await this.#host.client?.sendFile(url, file);
    } catch (error) {
      this.#lost = failureOf(error);
      this.#host.report(this.#lost);
      return undefined;
    }
    const preview = await this.#preview.run({ sessionId, uploadId });
    return preview && { uploadId, fileName, preview };
  }

  #show(running: boolean): void {
    this.running = running;
    this.#host.requestUpdate();
  }
}
