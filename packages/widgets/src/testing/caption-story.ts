type Part = 'MEMBER' | 'COUNTERPART';

/** Captions that one of the two brought. */
export interface StoryImport {
  readonly __typename: 'TranscriptImport';
  readonly id: string;
  state: 'ASKED' | 'TAKEN_BACK' | 'DECLINED' | 'AGREED' | 'DONE' | 'REFUSED';
  readonly askedBy: Part;
  readonly segments: number;
  taken: number;
  kept: { readonly fromSeq: number; readonly toSeq: number } | null;
  readonly issues: readonly { readonly line: number; readonly reason: string }[];
}

/** How many segments the story's file has. */
export const FOUND = 5;
/** What of it is not taken over. */
export const issues = [{ line: 12, reason: 'TIME_UNREADABLE' }];

/** How captions stand when the story begins. */
export interface ImportOptions {
  readonly state: StoryImport['state'];
  readonly askedBy?: Part;
}

/** Captions as the options say. */
export function tellImport({ state, askedBy = 'COUNTERPART' }: ImportOptions): StoryImport {
  const isDone = state === 'DONE';
  const taken = isDone ? FOUND : 0;
  const kept = isDone ? { fromSeq: 2, toSeq: 6 } : null;
  return { __typename: 'TranscriptImport', id: 'tri_1', state, askedBy, segments: FOUND, taken, kept, issues };
}
