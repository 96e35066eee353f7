import type { Actor } from '@taiwa/schema/kernel/actor';

const nameOf = ({ kind, tenantId, userId, credentialId }: Actor): string =>
  JSON.stringify([kind, tenantId, userId, credentialId]);

/** How many connections each credential holds, however many there are in all. */
export class Holders {
  readonly #counts = new Map<string, number>();

  /** How many the actor's credential holds now. */
  countOf(actor: Actor): number {
    return this.#counts.get(nameOf(actor)) ?? 0;
  }

  /** Counts one more until the answer is called. */
  add(actor: Actor): () => void {
    const name = nameOf(actor);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#counts.get(name) ?? 1) - 1;
      if (left > 0) this.#counts.set(name, left);
      else this.#counts.delete(name);
    };
  }
}
