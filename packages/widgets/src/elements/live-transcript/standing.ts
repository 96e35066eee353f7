import type { Part, RecordingStandsFragment, TranscribedTalkFragment, TranscriptState } from '../../generated/types.ts';
import { otherOf } from '../../parts/meeting-head.ts';
import type { TranscriptFeed } from './transcript-feed.ts';
import type { Two } from './speaker.ts';

type Action = RecordingStandsFragment['actions'][number];

/** How a recording stands for one of the two. */
export interface Standing {
  readonly sessionId: string;
  readonly two: Two;
  readonly otherName: string;
  readonly timeZone: string;
  readonly state: TranscriptState;
  readonly askedBy: Part | null;
  readonly actions: readonly Action[];
  /** Whether the talk is going on. */
  readonly isLive: boolean;
  readonly canAsk: boolean;
  /** Whether the other would rather not, so that the reader cannot ask. */
  readonly isBarred: boolean;
  /** Whether it is recorded or paused. */
  readonly isOn: boolean;
}

/** How it stands, by what the server said of it and by what was read: whichever is newer. */
export function standingOf(talk: TranscribedTalkFragment, feed: TranscriptFeed): Standing {
  const { transcript } = talk;
  const known = transcript?.state ?? 'OFF';
  const isNewest = (transcript?.lastSeq ?? 0) >= feed.knownSeq;
  const state = isNewest ? known : (feed.state ?? known);
  const isLive = talk.state === 'LIVE';
  const { reason, by } = feed.log.lastChange ?? {};
  // What may be done is known for the state it was asked in.
  const actions: readonly Action[] = known === state ? (transcript?.actions ?? (isLive ? ['ASK'] : [])) : [];
  return {
    sessionId: talk.id,
    two: talk,
    otherName: otherOf(talk).name,
    timeZone: talk.timeZone,
    state,
    askedBy: transcript?.askedBy ?? null,
    actions,
    isLive,
    canAsk: isLive && actions.includes('ASK'),
    isBarred: isLive && reason === 'DECLINED' && by !== talk.viewerPart && !actions.includes('ASK'),
    isOn: state === 'RECORDING' || state === 'PAUSED',
  };
}
