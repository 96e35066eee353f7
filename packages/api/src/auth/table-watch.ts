import { signals } from '@taiwa/schema/kernel/signals';
import type { Logger } from '../observe/log.ts';

/** Milliseconds after which a table is read even if nobody woke us: what a lost signal can cost. */
const POLL_MS = 1_000;

/** A table that a process keeps in mind. */
export interface Watched {
  /** What it is called in the log, in the plural. */
  readonly name: string;
  /** The topic of its changes. */
  readonly topic: string;
  /** Reads it; what it throws is logged, and it is read again with the next occasion. */
  readonly look: () => Promise<void>;
}

/** Looks at once, then with each signal and every second, until the answer is called. Rejects where the first look fails. */
export async function watchTable({ name, topic, look }: Watched, log: Logger): Promise<() => Promise<void>> {
  const lookSafely = () => look().catch((error: unknown) => log.warn({ err: error }, `${name} could not be read`));
  await look();
  const timer = setInterval(() => void lookSafely(), POLL_MS);
  const news = signals().subscribe(topic);
  const woken = (async () => {
    for await (const _ of news) await lookSafely();
  })();
  return async () => {
    clearInterval(timer);
    await news.leave();
    await woken;
  };
}
