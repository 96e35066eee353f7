import { fullJitter, pause, systemClock } from './clock.ts';
import type { TaiwaCore } from './core.ts';
import { FollowTranscript } from './generated/transcripts.ts';
import type { FollowTranscriptSubscription } from './generated/types.ts';
import type { LiveOptions } from './options.ts';

/** What is new in a transcript, and how it stands. */
export type TranscriptUpdate = NonNullable<FollowTranscriptSubscription['transcript']>;

/** From where to follow a transcript. */
export interface FollowOptions extends LiveOptions {
  /** The number of the last entry that the caller has; 0, all of it, by default. Throws `NO_SUCH_ENTRY` for one that is not there. */
  readonly after?: number | undefined;
}

/**
 * The entries of a transcript behind `after`, each exactly once and in order, then what is added as it comes: through
 * lost connections, renewed tokens and restarts of the server. Ends with `break` or throws on abort.
 */
export async function* followTranscript(
  core: TaiwaCore,
  sessionId: string,
  { after = 0, signal }: FollowOptions = {},
): AsyncGenerator<TranscriptUpdate, void> {
  let last = after;
  for (let gaps = 0; ; gaps++) {
    // Asked anew with every connection, so that it goes on behind what was read.
    const variables = () => ({ sessionId, after: last });
    for await (const { transcript } of core.watch(FollowTranscript, variables, { signal })) {
      if (!transcript) continue;
      // A connection that ended halfway may have told some of it before.
      const entries = transcript.entries.filter(({ seq }) => seq > last);
      if (entries.some(({ seq }, at) => seq !== last + 1 + at)) break;
      last = entries.at(-1)?.seq ?? last;
      gaps = 0;
      yield { ...transcript, entries };
    }
    await pause(systemClock, fullJitter(systemClock, gaps), signal);
  }
}
