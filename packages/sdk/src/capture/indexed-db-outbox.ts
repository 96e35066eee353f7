import type { Outbox, WaitingSegment } from './outbox.ts';

const STORE = 'segments';
const BY_CLIENT_ID = 'clientId';

/**
 * Keeps what waits in the browser, so that it survives a reload and a crash. Words lie there until the server has them,
 * consent is taken back or `clear` is called; give each person and talk an outbox of their own by its name.
 */
export class IndexedDbOutbox implements Outbox {
  readonly #open: Promise<IDBDatabase>;

  constructor(name: string, factory: IDBFactory = indexedDB) {
    this.#open = openDatabase(factory, `taiwa-outbox:${name}`);
    // Whoever uses it hears of the failure.
    this.#open.catch(() => undefined);
  }

  async add(waiting: readonly WaitingSegment[]): Promise<void> {
    await this.#change((store) => waiting.forEach((one) => store.add(one)));
  }

  async oldest(limit: number): Promise<readonly WaitingSegment[]> {
    const store = (await this.#open).transaction(STORE).objectStore(STORE);
    return answerOf<WaitingSegment[]>(store.getAll(null, limit));
  }

  async remove(clientIds: readonly string[]): Promise<void> {
    await this.#change((store) => {
      for (const clientId of clientIds) {
        const key = store.index(BY_CLIENT_ID).getKey(clientId);
        key.onsuccess = () => key.result !== undefined && store.delete(key.result);
      }
    });
  }

  async count(): Promise<number> {
    return answerOf((await this.#open).transaction(STORE).objectStore(STORE).count());
  }

  async clear(): Promise<void> {
    await this.#change((store) => void store.clear());
  }

  /** Lets the database go; the outbox cannot be used any more. */
  async close(): Promise<void> {
    (await this.#open).close();
  }

  async #change(write: (store: IDBObjectStore) => void): Promise<void> {
    const transaction = (await this.#open).transaction(STORE, 'readwrite', { durability: 'strict' });
    write(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('The browser gave the write up.')),
      );
    });
  }
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const opening = factory.open(name, 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore(STORE, { autoIncrement: true });
    store.createIndex(BY_CLIENT_ID, 'segment.clientId', { unique: true });
  };
  return answerOf(opening);
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () =>
      reject(request.error ?? new Error('The browser refused to open its storage.')),
    );
  });
}
