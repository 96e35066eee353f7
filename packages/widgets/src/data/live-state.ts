/** Whether the live connection of a client stands, told on every change. */
export class LiveState {
  isConnected = false;
  readonly #listeners = new Set<() => void>();

  become(isConnected: boolean): void {
    if (isConnected === this.isConnected) return;
    this.isConnected = isConnected;
    for (const listener of this.#listeners) listener();
  }

  /** Calls back after every change until the answer is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

const states = new WeakMap<object, LiveState>();

/** Says which live state is that of a client. */
export const nameLiveState = (client: object, state: LiveState): void => void states.set(client, state);

/** The live state of a client. */
export const liveStateOf = (client: object): LiveState | undefined => states.get(client);
