import type { Place } from '../../kernel/tenant-keys.ts';

/** What is sealed of a segment. */
export interface Words {
  readonly text: string;
  /** What a speech engine or an import called the speaker. */
  readonly label: string | null;
}

/** Where one revision of a segment's words is sealed; the same before and after a correction has moved them to the history. */
export const wordsPlace = (sessionId: string, clientId: string, revision: number): Place => ({
  table: 'TranscriptEntry',
  row: `${sessionId}/${clientId}/${revision}`,
  column: 'words',
});

/** The words as the one text that is sealed. */
export const wordsText = ({ text, label }: Words): string => JSON.stringify([text, label]);

/** The words of a text that was sealed. */
export function wordsOf(text: string): Words {
  const [words, label] = JSON.parse(text) as [string, string | null];
  return { text: words, label };
}

/** Where the names behind labels are sealed. */
export const speakersPlace = (transcriptId: string): Place => ({
  table: 'Transcript',
  row: transcriptId,
  column: 'speakers',
});

/** Where the names of an import are sealed. */
export const importSpeakersPlace = (importId: string): Place => ({
  table: 'TranscriptImport',
  row: importId,
  column: 'speakers',
});

/** Where a draft is sealed on its way; it is kept nowhere. */
export const draftPlace = (sessionId: string): Place => ({ table: 'TranscriptDraft', row: sessionId, column: 'text' });
