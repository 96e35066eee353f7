import type { Session } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { SessionFacts } from './session-actions.ts';

/** What the next steps of a session depend on; onlookers find nothing in what others have written. */
export const FACTS = {
  state: true,
  startsAt: true,
  endedAt: true,
  proposedById: true,
  preparation: { select: { revision: true, seenRevision: true } },
  participations: { select: { id: true } },
  impressions: { select: { id: true } },
  attempts: { select: { id: true } },
} as const;

type OfSession = Pick<Session, 'id' | 'state' | 'startsAt' | 'endedAt' | 'memberId' | 'counterpartId' | 'proposedById'>;

interface Related {
  readonly preparation: { readonly revision: number; readonly seenRevision: number | null } | null;
  readonly participations: readonly object[];
  readonly impressions: readonly object[];
  readonly attempts: readonly object[];
}

/** Whether the actor's answer for a session can still be taken back. */
export type Undoable = (actor: Actor, sessionId: string) => Promise<boolean>;

let undoable: Undoable = async () => false;

/** Sets who knows whether an answer can be taken back: the module that keeps the answers. */
export function useUndoable(next: Undoable): void {
  undoable = next;
}

/** The facts of a session that was read with `FACTS`, as the actor may know them. */
export async function factsOf(actor: Actor, { preparation, ...rest }: OfSession & Related): Promise<SessionFacts> {
  const { participations, impressions, attempts, ...session } = rest;
  const isAnswered = participations.length > 0;
  return {
    ...session,
    hasUnseen: preparation !== null && preparation.revision !== preparation.seenRevision,
    isAnswered,
    isUndoable: isAnswered && (await undoable(actor, session.id)),
    hasImpression: impressions.length > 0,
    hasAttempt: attempts.length > 0,
  };
}
