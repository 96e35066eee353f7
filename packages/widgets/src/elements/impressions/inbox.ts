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

/** The list with an impression that an event told of; a new one goes on top. */
export function withImpression(viewer: Viewer, arrived: ReceivedFragment): Viewer {
  const { impressions } = viewer;
  const isKnown = impressions.nodes.some(({ id }) => id === arrived.id);
  const nodes = isKnown
    ? impressions.nodes.map((one) => (one.id === arrived.id ? arrived : one))
    : [arrived, ...impressions.nodes];
  return inTalk({ ...viewer, impressions: { ...impressions, nodes } }, arrived.session.id, () => arrived.session);
}

/** The list with earlier ones below. */
export function withOlder(viewer: Viewer, { impressions }: InboxFragment): Viewer {
  const known = new Set(viewer.impressions.nodes.map(({ id }) => id));
  const older = impressions.nodes.filter(({ id }) => !known.has(id));
  return { ...viewer, impressions: { ...impressions, nodes: [...viewer.impressions.nodes, ...older] } };
}

/** The list with an impression marked as read. */
export function withReading(viewer: Viewer, { id, readAt }: Pick<ReceivedFragment, 'id' | 'readAt'>): Viewer {
  const nodes = viewer.impressions.nodes.map((one) => (one.id === id ? { ...one, readAt } : one));
  return { ...viewer, impressions: { ...viewer.impressions, nodes } };
}

/** The list with what was tried in a talk, wherever that stands. */
export const withAttempt = (viewer: Viewer, { id, attempt }: Pick<HeldTalkFragment, 'id' | 'attempt'>): Viewer =>
  inTalk(viewer, id, (talk) => ({ ...talk, attempt }));

function inTalk(viewer: Viewer, id: string, step: (talk: HeldTalkFragment) => HeldTalkFragment): Viewer {
  const here = (talk: HeldTalkFragment): HeldTalkFragment => (talk.id === id ? step(talk) : talk);
  const nodes = viewer.impressions.nodes.map((one) => ({ ...one, session: here(one.session) }));
  const pairs = viewer.pairs.nodes.map((pair) => ({ ...pair, sessions: { nodes: pair.sessions.nodes.map(here) } }));
  return { ...viewer, impressions: { ...viewer.impressions, nodes }, pairs: { nodes: pairs } };
}

function byEnd(one: HeldTalkFragment, other: HeldTalkFragment): number {
  return (other.endedAt ?? other.startsAt).localeCompare(one.endedAt ?? one.startsAt);
}
