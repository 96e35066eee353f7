import type { SignUpWish } from '../../generated/prisma/client.ts';
import type { TwoPeople } from './pair.policy.ts';

/** Somebody who waits to be paired. */
export interface Waiting {
  readonly userId: string;
  readonly wish: SignUpWish;
  readonly departmentId: string;
}

const canBe = (part: 'MEMBER' | 'COUNTERPART', { wish }: Waiting): boolean => wish === part || wish === 'EITHER';

/**
 * Pairs volunteers, each once: those who are particular about their part first, with somebody of another department where
 * there is one, and never two who are a pair already (`isPair`). In the order in which they signed up.
 */
export function matchVolunteers(waiting: readonly Waiting[], isPair: (two: TwoPeople) => boolean): TwoPeople[] {
  const free = new Set(waiting);
  const members = [
    ...waiting.filter(({ wish }) => wish === 'MEMBER'),
    ...waiting.filter(({ wish }) => wish === 'EITHER'),
  ];
  return members.flatMap((member) => {
    if (!free.has(member)) return [];
    const fitting = [...free].filter(
      (other) =>
        other !== member &&
        canBe('COUNTERPART', other) &&
        !isPair({ memberId: member.userId, counterpartId: other.userId }),
    );
    const rank = (other: Waiting): number =>
      (other.wish === 'EITHER' ? 2 : 0) + (other.departmentId === member.departmentId ? 1 : 0);
    const [best] = fitting.toSorted((one, other) => rank(one) - rank(other));
    if (!best) return [];
    free.delete(member);
    free.delete(best);
    return [{ memberId: member.userId, counterpartId: best.userId }];
  });
}
