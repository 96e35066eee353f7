import { stopAbandoned } from '@taiwa/schema/modules/transcripts/absence';
import { liveTranscripts } from '@taiwa/schema/modules/transcripts/live-transcripts';
import type { Logger } from '../observe/log.ts';

/** Milliseconds between looks: a recording stops so much later than a minute after somebody has gone, at most. */
const LOOK_EVERY_MS = 10_000;

/** Tells who has a transcript open in this process, and stops recordings that somebody has gone from. */
export function watchAbsence(log: Logger, lookEveryMs = LOOK_EVERY_MS): { stop(): Promise<void> } {
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await stopAbandoned(liveTranscripts.watchers());
    } catch (error) {
      // The next look finds what this one missed.
      log.warn({ err: error }, 'nobody looked who has gone');
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
