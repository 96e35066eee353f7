import type { TaiwaCore } from '../core.ts';
import {
  AnswerTranscriptImport,
  GetTranscriptImportConsent,
  ImportTranscript,
  ListTranscriptImports,
  PreviewTranscriptImport,
} from '../generated/transcripts.ts';
import type {
  AnswerTranscriptImportInput,
  GetTranscriptImportConsentQuery,
  ImportTranscriptInput,
  PreviewTranscriptImportMutation,
  TranscriptImportFragment,
} from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';

/** What people read before they say yes or no to captions that were recorded elsewhere. */
export type ImportConsentText = GetTranscriptImportConsentQuery['transcriptImportConsent'];
/** Captions that one of the two brought, and how far they are. */
export type TranscriptImport = TranscriptImportFragment;
/** What an import of a file would take over. */
export type TranscriptImportPreview = Extract<
  PreviewTranscriptImportMutation['result'],
  { __typename: 'TranscriptImportPreview' }
>;

/** Captions of a talk that were recorded elsewhere, taken into its transcript once both agree. */
export class TranscriptImports {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * What people have to read before they ask for an import of captions, or answer.
   *
   * @example
   * const { paragraphs, version } = await taiwa.transcripts.imports.consentText();
   */
  async consentText(options?: CallOptions): Promise<ImportConsentText> {
    return (await this.#core.query(GetTranscriptImportConsent, {}, options)).transcriptImportConsent;
  }

  /**
   * What an import of a file, sent for TRANSCRIPT, would take over, and what not.
   *
   * @example
   * const { speakers, issues } = await taiwa.transcripts.imports.preview(sessionId, uploadId);
   */
  preview(sessionId: string, uploadId: string, options?: ChangeOptions): Promise<TranscriptImportPreview> {
    return this.#core.change(PreviewTranscriptImport, { sessionId, uploadId }, options);
  }

  /**
   * Asks the other to have a file taken into the transcript of a talk that is over, which is one's own yes.
   *
   * @example
   * const speakers = [{ label: 'Aoi Sato', speaker: 'MEMBER' as const }];
   * await taiwa.transcripts.imports.ask({ sessionId, uploadId, startsAt: '2026-10-01T01:00:00Z', speakers, textVersion });
   */
  ask(input: ImportTranscriptInput, options?: ChangeOptions): Promise<TranscriptImport> {
    return this.#core.change(ImportTranscript, input, options);
  }

  /**
   * Says yes or no to an import of the other's; with the yes it is taken in.
   *
   * @example
   * await taiwa.transcripts.imports.answer({ importId, agrees: true, textVersion });
   */
  answer(input: AnswerTranscriptImportInput, options?: ChangeOptions): Promise<TranscriptImport> {
    return this.#core.change(AnswerTranscriptImport, input, options);
  }

  /**
   * The files that the two brought for a talk, newest first, and how far each is.
   *
   * @example
   * const [latest] = await taiwa.transcripts.imports.list(sessionId);
   */
  async list(sessionId: string, options?: CallOptions): Promise<readonly TranscriptImport[]> {
    return (await this.#core.query(ListTranscriptImports, { sessionId }, options)).session?.transcript?.imports ?? [];
  }
}
