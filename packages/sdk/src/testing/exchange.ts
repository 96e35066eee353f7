import { operationName } from '../transport/http.ts';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly query?: string; readonly variables?: unknown };
}

interface Watcher {
  readonly name: string;
  readonly send: (body: object) => void;
}

/** What is said when a subscription begins: a body, or nothing before something is told. */
type Begin = (operation: string, variables: unknown) => Promise<object | undefined>;

/** Who watches what, and how each is told. */
export class Exchange {
  readonly #begin: Begin;
  readonly #watchers = new Set<Watcher>();

  constructor(begin: Begin) {
    this.#begin = begin;
  }

  /** Begins a subscription and answers how to end it. */
  watch(watcher: Watcher, variables: unknown): () => void {
    this.#watchers.add(watcher);
    void this.#begin(watcher.name, variables).then((body) => {
      if (body && this.#watchers.has(watcher)) watcher.send(body);
    });
    return () => void this.#watchers.delete(watcher);
  }

  /** Sends a body to everybody who watches. */
  tell(name: string, body: object): void {
    for (const watcher of this.#watchers) if (watcher.name === name) watcher.send(body);
  }
}

/** A WebSocket class whose server is the exchange; speaks as much of graphql-transport-ws as a client asks for. */
export function socketClass(exchange: Exchange): unknown {
  return class extends EventTarget {
    readyState = 0;
    readonly #ends = new Map<string, () => void>();

    constructor() {
      super();
      queueMicrotask(() => {
        this.readyState = 1;
        this.dispatchEvent(new Event('open'));
      });
    }

    send(text: string): void {
      const { type, id = '', payload }: Message = JSON.parse(text);
      if (type === 'connection_init') this.#say({ type: 'connection_ack' });
      else if (type === 'ping') this.#say({ type: 'pong' });
      else if (type === 'complete') this.#end(id);
      else if (type === 'subscribe') {
        const send = (body: object) => this.#say({ type: 'next', id, payload: body });
        const name = operationName(payload?.query ?? '');
        this.#ends.set(id, exchange.watch({ name, send }, payload?.variables));
      }
    }

    close(code = 1000): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      for (const id of this.#ends.keys()) this.#end(id);
      // Node < 23 has no CloseEvent.
      this.dispatchEvent(Object.assign(new Event('close'), { code, reason: '' }));
    }

    #end(id: string): void {
      this.#ends.get(id)?.();
      this.#ends.delete(id);
    }

    #say(message: object): void {
      queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) })));
    }
  };
}
