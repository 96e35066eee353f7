import type { ReactiveControllerHost } from 'lit';

/** Most rows that are changed at once; more come as a file. */
export const MOST_SELECTED = 100;

/** The rows that a person has ticked, over several pages, by id and name. */
export class Selection {
  readonly #host: ReactiveControllerHost;
  readonly #names = new Map<string, string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get count(): number {
    return this.#names.size;
  }

  get ids(): readonly string[] {
    return [...this.#names.keys()];
  }

  get names(): readonly string[] {
    return [...this.#names.values()];
  }

  has(id: string): boolean {
    return this.#names.has(id);
  }

  /** Ticks a row or takes the tick away; beyond the most that go at once nothing is added. */
  tick(id: string, name: string, isOn = !this.has(id)): void {
    if (!isOn) this.#names.delete(id);
    else if (this.count < MOST_SELECTED) this.#names.set(id, name);
    this.#host.requestUpdate();
  }

  /** Leaves only these ticked. */
  keep(ids: readonly string[]): void {
    for (const id of this.ids) if (!ids.includes(id)) this.#names.delete(id);
    this.#host.requestUpdate();
  }

  clear(): void {
    this.keep([]);
  }
}
