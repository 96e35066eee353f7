import type { Actor } from './actor.ts';

/** Told of every root field that ran: its name (`Query.session`), how long it took in milliseconds, and whether it failed. */
export type Tracer = (actor: Actor, field: string, milliseconds: number, failed: boolean) => void;

let tracer: Tracer | undefined;

/** Sets who is told of the root fields; the process does so once at its start. */
export function useTracer(next: Tracer | undefined): void {
  tracer = next;
}

/** Runs a field and tells the tracer; what the field answers or throws passes through unchanged. */
export async function traced<T>(actor: Actor, field: string, run: () => T | Promise<T>): Promise<T> {
  const begin = performance.now();
  try {
    const answer = await run();
    tracer?.(actor, field, performance.now() - begin, false);
    return answer;
  } catch (error) {
    tracer?.(actor, field, performance.now() - begin, true);
    throw error;
  }
}
