import type { MeasuredServer } from './measured-server.ts';
import { openReader } from './readers.ts';
import { sayIn } from './saying.ts';
import type { Talk } from './talks.ts';

/** Entries of one event. */
const PAGE = 100;

/** Milliseconds until a reader has everything who was away for so many sentences: an hour of talk has about 1,800. */
export async function measureResume(server: MeasuredServer, talk: Talk, sentences: number): Promise<number[]> {
  for (let said = 0; said < sentences; said += PAGE) await sayIn(Array.from({ length: PAGE }, () => talk));
  const took: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const began = performance.now();
    const reader = await openReader(server.port, talk, true, 0);
    let events = 1;
    await new Promise<void>((resolve) => {
      reader.onEvent = () => (events += 1) * PAGE >= sentences && resolve();
      if (sentences <= PAGE) resolve();
    });
    took.push(performance.now() - began);
    reader.leave();
  }
  return took;
}
