/** Reports how far a long run is; `done` of `total` in any unit, `total` 0 when unknown. */
export type Progress = (step: string, done: number, total: number) => void;

/** A progress that says nothing. */
export const silent: Progress = () => {};

/** A progress that writes lines to a stream: at most one every `everyMs`, and the last of each step. */
export function reportTo(stream: { write(text: string): unknown }, everyMs = 1000): Progress {
  let last = 0;
  return (step, done, total) => {
    const now = Date.now();
    const isLast = total > 0 && done >= total;
    if (!isLast && now - last < everyMs) return;
    last = now;
    stream.write(total > 0 ? `${step}: ${done} of ${total}\n` : `${step}: ${done}\n`);
  };
}
