import type { ReactiveController } from 'lit';
import { keepDraft, readDraft, dropDraft, type DraftKey } from '../../data/draft.ts';
import { follow } from '../../data/live-controller.ts';
import { QueryController } from '../../data/query-controller.ts';
import { Picker, type SessionHost } from '../../data/picker.ts';
import { RatingPick, RatingPickChanged } from '../../generated/rating.ts';
import type { AnsweringFragment } from '../../generated/types.ts';

/** The element that asks, by the server it asks. */
export interface RatingHost extends SessionHost {
  readonly server: string;
}

type Waiting = AnsweringFragment['sessionsToRate'][number];

/**
 * Says for which talk the member is asked: the one the page names, otherwise the newest that waits for an answer. One that
 * is on the page stays there until the member goes on, so that nothing changes under a finger.
 */
export class RatingPicker extends Picker implements ReactiveController {
  readonly #host: RatingHost;
  readonly #query: QueryController<{ readonly viewer: AnsweringFragment | null }, Record<string, never>>;
  readonly #left = new Set<string>();
  #shown: string | undefined;

  constructor(host: RatingHost, onChange: () => void) {
    super();
    this.#host = host;
    this.#query = new QueryController(host, { document: RatingPick, variables: () => ({}) });
    follow(host, {
      document: RatingPickChanged,
      variables: () => ({}),
      onEvent: ({ homeChanged }) => {
        this.#query.tell({ viewer: homeChanged });
        onChange();
      },
    });
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.sessionId !== '') return;
    this.#shown ??= this.waiting[0]?.id;
  }

  hostDisconnected(): void {
    this.#shown = undefined;
  }

  get id(): string | undefined {
    return this.#host.sessionId || this.#shown;
  }

  protected get search() {
    return this.#query;
  }

  /** Those that wait, newest first, without the one on the page. */
  get others(): readonly Waiting[] {
    return this.#host.sessionId === '' ? this.waiting.filter(({ id }) => id !== this.#shown) : [];
  }

  /** Goes on to the next one. */
  goOn(): void {
    if (this.#shown) this.#left.add(this.#shown);
    this.#shown = undefined;
    this.#host.requestUpdate();
  }

  /** Whether the member said not to answer for a session. */
  hasDeclined(sessionId: string): boolean {
    const key = this.keyFor(`${sessionId}:declined`);
    return key !== undefined && readDraft(key, isDeclined) !== undefined;
  }

  /** Remembers on this device that the member does not want to answer, or that they do after all. Nobody is told. */
  decline(sessionId: string, isDeclining: boolean): void {
    const key = this.keyFor(`${sessionId}:declined`);
    if (!key) return;
    if (isDeclining) keepDraft(key, { declined: true });
    else dropDraft(key);
    this.#host.requestUpdate();
  }

  /** Where something of this person is kept on this device. */
  keyFor(subject: string): DraftKey | undefined {
    const userId = this.#query.data?.viewer?.user.id;
    return userId ? { server: this.#host.server, userId, subject } : undefined;
  }

  /** Those that wait for an answer, newest first. */
  get waiting(): readonly Waiting[] {
    const all = this.#query.data?.viewer?.sessionsToRate ?? [];
    return all.filter(({ id }) => !this.#left.has(id) && (id === this.#shown || !this.hasDeclined(id)));
  }
}

function isDeclined(value: unknown): value is { readonly declined: true } {
  return typeof value === 'object' && value !== null && 'declined' in value;
}
