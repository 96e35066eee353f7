import type { Actor } from '../../kernel/actor.ts';
import { database } from '../../kernel/database.ts';
import { loader } from '../../kernel/loaders.ts';
import { unsealerFor } from '../../kernel/unsealer.ts';
import type { Part } from '../pairs/pair.policy.ts';
import { partFor } from './capture-change.ts';
import { wordsOf, wordsPlace } from './segment-words.ts';
import { visibleHistory } from './transcript.policy.ts';

/** What a segment said before one of the two corrected it. */
export interface FormerWords {
  readonly revision: number;
  readonly text: string;
  readonly replacedAt: Date;
  /** Which of the two corrected it. */
  readonly replacedBy: Part | null;
}

interface Of {
  readonly sessionId: string;
  readonly seq: number;
  readonly clientId: string;
}

const nameOf = ({ sessionId, seq }: Omit<Of, 'clientId'>): string => `${sessionId}/${seq}`;

/** What a segment said before, oldest first; nothing for anybody but the two. */
export const formerWordsOf = loader<Of, readonly FormerWords[]>(async (actor: Actor, segments) => {
  const rows = await database(actor).segmentHistory.findMany({
    where: { AND: visibleHistory(actor), OR: segments.map(({ sessionId, seq }) => ({ sessionId, seq })) },
    orderBy: { revision: 'asc' },
  });
  const keys = await unsealerFor(
    actor,
    rows.map(({ words }) => words),
  );
  return segments.map((segment) =>
    rows
      .filter((row) => nameOf(row) === nameOf(segment))
      .flatMap(({ revision, replacedAt, replacedById, words, ...two }) => {
        const text = keys.unseal(wordsPlace(segment.sessionId, segment.clientId, revision), words);
        if (text === null) return [];
        return [{ revision, text: wordsOf(text).text, replacedAt, replacedBy: partFor(two, replacedById) }];
      }),
  );
}, nameOf);
