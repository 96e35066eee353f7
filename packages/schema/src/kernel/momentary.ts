/** Milliseconds after which everything is worked out anew. */
const MOMENT_MS = 250;

/**
 * What is worked out of a thing once for all who need it in the same moment, by a name that says for whom. Nothing is held
 * longer than a moment, nor longer than the thing itself: neither content nor an answer of the policy grows old here.
 */
export class Momentary<Thing extends object, Value> {
  #known = new WeakMap<Thing, Map<string, Value>>();
  /** The thing that was asked for last: mostly many ask for the same, one after the other. */
  #last: { readonly thing: Thing; readonly named: Map<string, Value> } | undefined;
  #isKept = false;

  /** What `make` answers, or answered a moment ago for the same thing under the same name. */
  of(thing: Thing, name: string, make: () => Value): Value {
    const named = this.#last?.thing === thing ? this.#last.named : (this.#known.get(thing) ?? this.#begin(thing));
    const known = named.get(name);
    if (known !== undefined) return known;
    const made = make();
    named.set(name, made);
    return made;
  }

  /** Has it worked out anew for the next who asks. */
  forget(thing: Thing, name: string): void {
    this.#known.get(thing)?.delete(name);
  }

  #begin(thing: Thing): Map<string, Value> {
    const named = new Map<string, Value>();
    this.#known.set(thing, named);
    this.#last = { thing, named };
    if (!this.#isKept) {
      this.#isKept = true;
      setTimeout(() => this.#forget(), MOMENT_MS).unref();
    }
    return named;
  }

  #forget(): void {
    this.#known = new WeakMap();
    this.#last = undefined;
    this.#isKept = false;
  }
}
