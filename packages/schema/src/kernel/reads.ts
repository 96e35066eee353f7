import type { Actor } from './actor.ts';

/** That rows of a person were read; `type` is the GraphQL type of the rows. */
export interface PersonReading {
  readonly personId: string;
  readonly type: string;
}

/** Keeps account of what an operation read of other people, before it answers. */
export type ReadHook = (actor: Actor, readings: readonly PersonReading[]) => Promise<void>;

let hook: ReadHook | undefined;

/** Sets who keeps account of reads; the module that shows them does so. */
export function useReadHook(next: ReadHook | undefined): void {
  hook = next;
}

const noted = new WeakMap<Actor, Map<string, PersonReading>>();

/** Notes that the operation of an advisor, an admin or a key read rows of these people; one's own rows are nobody's business. */
export function noteReads(actor: Actor, personIds: readonly string[], type: string): void {
  if (personIds.includes(actor.userId)) return;
  const readings = noted.get(actor) ?? new Map<string, PersonReading>();
  noted.set(actor, readings);
  for (const personId of personIds) readings.set(`${personId} ${type}`, { personId, type });
}

/** Gives account of what was noted for the operation; it answers only afterwards. */
export async function settleReads(actor: Actor): Promise<void> {
  const readings = noted.get(actor);
  noted.delete(actor);
  if (readings) await hook?.(actor, [...readings.values()]);
}
