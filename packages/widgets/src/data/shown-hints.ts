import { keepDraft, readDraft, type DraftKey } from './draft.ts';

/** Most hints that go with an answer. */
const MOST = 3;

const placeOf = (key: DraftKey): DraftKey => ({ ...key, subject: `${key.subject}:shown` });

/** Remembers on this device which hints were shown for the main theme of a session, whose id is the key's subject. */
export const keepShownHints = (key: DraftKey, ids: readonly string[]): void =>
  keepDraft(placeOf(key), { ids: ids.slice(0, MOST) });

/** Ids of the hints that were last shown for a session, at most three; none where it was prepared elsewhere. */
export const shownHintsOf = (key: DraftKey): readonly string[] =>
  readDraft(placeOf(key), isShown)?.ids.slice(0, MOST) ?? [];

function isShown(value: unknown): value is { readonly ids: readonly string[] } {
  if (typeof value !== 'object' || value === null || !('ids' in value) || !Array.isArray(value.ids)) return false;
  return value.ids.every((one) => typeof one === 'string');
}
