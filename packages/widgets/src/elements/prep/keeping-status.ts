import type { SaveStatus } from '../../parts/save-status.ts';
import type { AgendaKeeper, Keeping } from './agenda-keeper.ts';

const STATES: Readonly<Record<Keeping, SaveStatus['state']>> = {
  same: 'none',
  changed: 'none',
  saving: 'saving',
  saved: 'saved',
  offline: 'offline',
  failed: 'failed',
  refused: 'refused',
  conflict: 'none',
};

/** How it stands with saving the agenda, and what the person can do about it. */
export function statusOf(keeper: AgendaKeeper): SaveStatus {
  const { keeping, canUndo, refusal } = keeper;
  const onUndo = canUndo ? () => keeper.undo() : undefined;
  return { state: STATES[keeping], message: refusal, onUndo, onRetry: () => keeper.flush() };
}
