import type { RestrictionRowFragment } from '../../generated/types.ts';

/** How a restriction stands: it waits for an administrator, holds, or is over in one of three ways. */
export type RestrictionStanding = 'WAITS' | 'HOLDS' | 'DECLINED' | 'LIFTED' | 'WITHDRAWN';

/** How a restriction stands. */
export function standingOf({ inForce, since, declinedAt, liftedAt }: RestrictionRowFragment): RestrictionStanding {
  if (inForce) return 'HOLDS';
  if (declinedAt) return 'DECLINED';
  if (liftedAt) return since ? 'LIFTED' : 'WITHDRAWN';
  return 'WAITS';
}
