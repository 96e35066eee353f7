import type { HomeFragment, PlannedFragment } from '../../generated/types.ts';

/** A pair the viewer belongs to. */
export type HomePair = HomeFragment['pairs']['nodes'][number];

/** The viewer's sessions to come, each once: one that is going on first, then the earliest. */
export function upcomingOf({ nextSession, pairs }: HomeFragment): readonly PlannedFragment[] {
  const all = [nextSession, ...pairs.nodes.map((one) => one.nextSession)].filter((one) => one !== null);
  const each = new Map(all.map((one) => [one.id, one]));
  return [...each.values()].sort(
    (a, b) => Number(b.state === 'LIVE') - Number(a.state === 'LIVE') || a.startsAt.localeCompare(b.startsAt),
  );
}

/** The pairs the viewer may propose a time to. */
export function activePairs({ pairs }: HomeFragment): readonly HomePair[] {
  return pairs.nodes.filter(({ endedAt }) => endedAt === null);
}

/** The other of the two in a pair. */
export function partnerOf({ viewerPart, member, counterpart }: HomePair): HomePair['member'] {
  return viewerPart === 'COUNTERPART' ? member : counterpart;
}
