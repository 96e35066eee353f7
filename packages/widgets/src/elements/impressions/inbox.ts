import type { HeldTalkFragment, ImpressionsQuery, InboxFragment, ReceivedFragment } from '../../generated/types.ts';

/** Everything the element shows, newest first. */
export interface Inbox {
  readonly received: readonly ReceivedFragment[];
  /** Recent talks as the counterpart about which no impression came. */
  readonly silent: readonly HeldTalkFragment[];
  /** Recent talks as the member with words of either. */
  readonly own: readonly HeldTalkFragment[];
  readonly isCounterpart: boolean;
}

type Viewer = NonNullable<ImpressionsQuery['viewer']>;

/** Sorts what the server knows into what one received, what one may still write about, and what one sent. */
export function inboxOf(viewer: Viewer): Inbox {
  const received = viewer.impressions.nodes;
  const talks = viewer.pairs.nodes.flatMap(({ sessions }) => sessions.nodes).sort(byEnd);
  const isCounterpart = received.length > 0 || viewer.pairs.nodes.some((one) => one.viewerPart === 'COUNTERPART');
  return {
    received,
    silent: talks.filter((one) => one.viewerPart === 'COUNTERPART' && !one.impression),
    own: talks.filter((one) => one.viewerPart === 'MEMBER' && (one.impression || one.attempt)),
    isCounterpart,
  };
}

/** The list with an impression that arrived or changed; a new one goes on top. */
export function withImpression(viewer: Viewer, arrived: ReceivedFragment): Viewer {
  const { impressions } = viewer;
  const isKnown = impressions.nodes.some(({ id }) => id === arrived.id);
  const nodes = isKnown
    ? impressions.nodes.map((one) => (one.id === arrived.id ? arrived : one))
    : [arrived, ...impressions.nodes];
  return withTalk({ ...viewer, impressions: { ...impressions, nodes } }, arrived.session);
}

/** The list with earlier ones below. */
export function withOlder(viewer: Viewer, { impressions }: InboxFragment): Viewer {
  const known = new Set(viewer.impressions.nodes.map(({ id }) => id));
  const older = impressions.nodes.filter(({ id }) => !known.has(id));
  return { ...viewer, impressions: { ...impressions, nodes: [...viewer.impressions.nodes, ...older] } };
}

/** The list with what is now known of a talk, wherever it stands. */
export function withTalk(viewer: Viewer, talk: HeldTalkFragment): Viewer {
  const nodes = viewer.impressions.nodes.map((one) => (one.session.id === talk.id ? { ...one, session: talk } : one));
  const pairs = viewer.pairs.nodes.map((pair) => ({
    ...pair,
    sessions: { nodes: pair.sessions.nodes.map((one) => (one.id === talk.id ? talk : one)) },
  }));
  return { ...viewer, impressions: { ...viewer.impressions, nodes }, pairs: { nodes: pairs } };
}

function byEnd(one: HeldTalkFragment, other: HeldTalkFragment): number {
  return (other.endedAt ?? other.startsAt).localeCompare(one.endedAt ?? one.startsAt);
}
