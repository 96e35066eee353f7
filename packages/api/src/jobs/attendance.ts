import { followSpace } from '@taiwa/schema/kernel/space';
import type { Logger } from '../observe/log.ts';

/** After this many milliseconds what failed is tried again. */
const AGAIN_MS = 5_000;

/** A queue that is worked on: its jobs stay in it from when it is left until it is taken up again. */
export interface Post {
  /** It is never left. */
  readonly evenWhenFull: boolean;
  takeUp(): Promise<unknown>;
  leave(): Promise<unknown>;
}

/** Keeps to the posts while the disk of the database has space; while it is nearly full only to those that free some. */
export class Attendance {
  readonly #posts: readonly Post[];
  readonly #log: Logger;
  readonly #attended = new Set<Post>();
  #isShort = false;
  #isOver = false;
  #last: Promise<unknown> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;
  #unfollow: (() => void) | undefined;

  constructor(posts: readonly Post[], log: Logger) {
    this.#posts = posts;
    this.#log = log;
  }

  /** Takes the posts up that can be now, and follows the disk from then on, saying once that jobs wait. Throws where one cannot be taken up. */
  async begin(): Promise<void> {
    this.#unfollow = followSpace((isShort) => {
      this.#isShort = isShort;
      if (isShort)
        this.#log.warn('Jobs wait until the disk of the database has space again, but for those that free some.');
      if (this.#unfollow) this.#follow();
    });
    const begun = this.#attend();
    this.#last = begun.catch(() => undefined);
    await begun;
  }

  /** Follows the disk no more; what was begun is waited for. */
  async end(): Promise<void> {
    this.#isOver = true;
    this.#unfollow?.();
    clearTimeout(this.#again);
    await this.#last;
  }

  #follow(): void {
    this.#last = this.#last.then(() => this.#attend()).catch((error: unknown) => this.#retry(error));
  }

  #retry(error: unknown): void {
    this.#log.error({ err: error }, 'a queue could not be taken up or left');
    if (this.#isOver) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#follow(), AGAIN_MS).unref();
  }

  async #attend(): Promise<void> {
    if (this.#isOver) return;
    await Promise.all(this.#posts.map((post) => this.#turnTo(post)));
  }

  async #turnTo(post: Post): Promise<void> {
    const isWanted = post.evenWhenFull || !this.#isShort;
    if (isWanted === this.#attended.has(post)) return;
    await (isWanted ? post.takeUp() : post.leave());
    if (isWanted) this.#attended.add(post);
    else this.#attended.delete(post);
  }
}
