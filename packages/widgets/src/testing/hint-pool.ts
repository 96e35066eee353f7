import type { Input } from './company-changes.ts';
import type { StoryHint } from './feedback.ts';
import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';
import { text } from './texts.ts';

/** How the story's company shares hints with others. */
export interface HintPool {
  shares: boolean;
  /** By hint, where it stands on its way to others. */
  readonly standing: Map<string, { poolState: 'WAITING' | 'RELEASED' | 'WITHHELD'; poolReason: string | null }>;
}

/** What a test may want to be different about sharing. */
export interface HintPoolOptions {
  /** The company shares its hints. */
  readonly sharing?: boolean;
}

/** Shared since a while ago, or not at all. */
export function tellHintPool({ sharing }: HintPoolOptions): HintPool {
  const waiting = { poolState: 'WAITING', poolReason: null } as const;
  return { shares: sharing ?? false, standing: new Map(sharing ? [['hin_shown', waiting]] : []) };
}

const MEANING = text(
  '管理者が公開を認めたものだけが、会社名なしでほかの企業にも表示されます。',
  'Only what an admin releases is shown in other companies, without your name.',
);

const readSharing = ({ world }: Reader) => {
  const { shares } = world.story.hintPool;
  return { __typename: 'HintSharing', shares, since: shares ? '2026-11-02T01:30:00.000Z' : null, meaning: MEANING };
};

const readPooled = (hint: StoryHint, { world }: Reader) => ({
  __typename: 'Hint',
  ...hint,
  language: 'ja',
  ...world.story.hintPool.standing.get(hint.id),
});

const approved = ({ world }: Reader): readonly StoryHint[] =>
  world.story.feedback.hints.filter(({ state }) => state === 'APPROVED');

/** Everything that is shown in the company, as a search finds it. */
export const readShown = (search: string | null | undefined, reader: Reader) =>
  approved(reader)
    .map((hint) => readPooled(hint, reader))
    .filter(({ text: words }) => !search || String(words).includes(search));

/** What the story answers about sharing. */
export const hintPoolQuestions = {
  hintSharing: (_: unknown, reader: Reader) => readSharing(reader),
  hintsToShare: ({ first, after }: PageArgs, reader: Reader) =>
    pageOf(
      readShown('', reader).filter(({ poolState }) => poolState === 'WAITING'),
      first,
      after,
    ),
};

function judge(id: string, reader: Reader, poolState: 'RELEASED' | 'WITHHELD', poolReason: string | null) {
  reader.world.story.hintPool.standing.set(id, { poolState, poolReason });
  return readShown('', reader).find((one) => one.id === id);
}

/** What the story does when an administrator decides about sharing. */
export const hintPoolChanges = {
  shareHints({ input }: Input<{ share: boolean }>, reader: Reader) {
    const { hintPool } = reader.world.story;
    hintPool.shares = input.share;
    hintPool.standing.clear();
    if (input.share)
      for (const { id } of approved(reader)) hintPool.standing.set(id, { poolState: 'WAITING', poolReason: null });
    return readSharing(reader);
  },
  releaseHint: ({ input }: Input<{ hintId: string }>, reader: Reader) => judge(input.hintId, reader, 'RELEASED', null),
  withholdHint: ({ input }: Input<{ hintId: string; reason: string }>, reader: Reader) =>
    judge(input.hintId, reader, 'WITHHELD', input.reason),
};
