import type { Actor } from './actor.ts';

/** Told that rows of a person were read by somebody who is not one of the two. `type` is the GraphQL type. */
export type ReadHook = (actor: Actor, personId: string, type: string) => Promise<void>;

let hook: ReadHook | undefined;

/** Sets who keeps account of reads; the module that shows them does so. */
export function useReadHook(next: ReadHook | undefined): void {
  hook = next;
}

/** Says that an advisor, an admin or a key read rows of a person; reading one's own is nobody's business and is not told. */
export async function recordRead(actor: Actor, personId: string, type: string): Promise<void> {
  if (actor.userId !== personId) await hook?.(actor, personId, type);
}
