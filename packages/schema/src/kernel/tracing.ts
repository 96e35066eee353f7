import type { Actor } from './actor.ts';

/** Told of every root field that ran: its name (`Query.session`), how long it took in milliseconds, and whether it failed. */
export type Tracer = (actor: Actor, field: string, milliseconds: number, failed: boolean) => void;

let tracer: Tracer | undefined;

/** Sets who is told of the root fields; the process does so once at its start. */
export function useTracer(next: Tracer | undefined): void {
  tracer = next;
}

/** Runs a field and tells the tracer; what the field answers or throws passes through unchanged. */
export const traced = <T>(actor: Actor, field: string, run: () => T | Promise<T>): T | Promise<T> =>
  tracer ? timed(tracer, actor, field, run) : run();

async function timed<T>(tell: Tracer, actor: Actor, field: string, run: () => T | Promise<T>): Promise<T> {
  const begin = performance.now();
  try {
    const answer = await run();
    tell(actor, field, performance.now() - begin, false);
    return answer;
  } catch (error) {
    tell(actor, field, performance.now() - begin, true);
    throw error;
  }
}
