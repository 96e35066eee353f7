import type { Session } from '../../generated/prisma/client.ts';
import type { SessionFacts } from './session-actions.ts';

/** What the next steps of a session depend on beside its own columns; onlookers find nothing there. */
export const FACTS = {
  preparation: { select: { revision: true, seenRevision: true } },
  participations: { select: { moved: true } },
  impressions: { select: { id: true } },
  attempts: { select: { id: true } },
} as const;

interface Related {
  readonly preparation: { readonly revision: number; readonly seenRevision: number | null } | null;
  readonly participations: readonly { readonly moved: boolean }[];
  readonly impressions: readonly object[];
  readonly attempts: readonly object[];
}

/** The facts of a session that was read with `FACTS`. */
export function factsOf({
  preparation,
  participations,
  impressions,
  attempts,
  ...session
}: Session & Related): SessionFacts {
  const [answer] = participations;
  const unseen = preparation && preparation.revision !== preparation.seenRevision ? preparation.revision : undefined;
  return {
    ...session,
    unseenRevision: unseen,
    answer: answer && (answer.moved ? 'final' : 'held'),
    hasImpression: impressions.length > 0,
    hasAttempt: attempts.length > 0,
  };
}
