import type { ReactiveController } from 'lit';
import { dropDraft, keepDraft, readDraft, type DraftKey } from '../../data/draft.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { PrepSave } from '../../generated/prep.ts';
import type { PrepareSessionInput, PrepSaveMutation, PreparingFragment } from '../../generated/types.ts';
import { countGraphemes } from '../../forms/graphemes.ts';
import { agendaOf, inputOf, isAgenda, isSameAgenda, MOST_NOTE, revisionOf, type Agenda } from './agenda.ts';

/** How the agenda on the page stands to the one on the server. */
export type Keeping = 'same' | 'changed' | 'saving' | 'saved' | 'offline' | 'failed' | 'refused' | 'conflict';

/** The element whose agenda is kept. */
export interface AgendaHost extends ClientHost {
  /** The person and session the agenda is of; undefined until they are known. */
  readonly draftKey: DraftKey | undefined;
  /** Takes what a save answered; says what is the newest, which an event may have brought. */
  onSaved(session: PreparingFragment): PreparingFragment;
  /** Asks what the server has now. */
  reload(): Promise<void>;
}

interface Kept {
  readonly agenda: Agenda;
  readonly revision: number;
}

const RETRY_MS = 8_000;

/**
 * Keeps the member's agenda: shows a change at once, keeps it as a draft in the same instant, saves it after a moment,
 * tries again while offline, and lets the member decide where another window saved something else in between.
 */
export class AgendaKeeper implements ReactiveController {
  agenda: Agenda = { themes: [], note: '' };
  keeping: Keeping = 'same';
  /** What the member changed last. */
  lastChange: 'themes' | 'note' = 'themes';
  /** What was saved elsewhere, while there is a conflict. */
  theirs: Agenda | undefined;
  readonly #host: AgendaHost;
  readonly #save: MutationController<PrepSaveMutation['result'], PrepareSessionInput>;
  #key: DraftKey | undefined;
  #known: Kept | undefined;
  #before: Agenda | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AgendaHost) {
    this.#host = host;
    this.#save = new MutationController(host, PrepSave, 'prepare');
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#flush);
    window.addEventListener('pagehide', this.#flush);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#flush);
    window.removeEventListener('pagehide', this.#flush);
    this.#flush();
  }

  /** What the server said about the last try, in the person's language. */
  get refusal(): string {
    return this.#save.failure?.message ?? '';
  }

  /** Whether the last saved change can be taken back. */
  get canUndo(): boolean {
    return this.keeping === 'saved' && this.#before !== undefined;
  }

  /** Begins anew: the element is about another session. */
  forget(): void {
    this.#flush();
    this.#reset();
  }

  #reset(): void {
    clearTimeout(this.#timer);
    this.#key = undefined;
    this.#known = undefined;
    this.#before = undefined;
    this.theirs = undefined;
    this.#become({ themes: [], note: '' }, 'same');
  }

  /** Takes in what the server has; what the member has changed here meanwhile stays. */
  take(session: PreparingFragment): void {
    // What somebody else typed here is theirs; they have it as a draft, unless they signed out.
    if (this.#key?.userId !== this.#host.draftKey?.userId) this.#reset();
    const first = this.#known === undefined;
    const theirs = agendaOf(session);
    const revision = revisionOf(session);
    if (!first && revision < (this.#known?.revision ?? 0)) return;
    if (first) return this.#begin(theirs, revision);
    if (!this.#isChanged) {
      this.#know(theirs, revision);
      return this.#become(theirs, this.keeping);
    }
    if (isSameAgenda(theirs, this.agenda)) return this.#settle(theirs, revision);
    if (revision === this.#known?.revision || this.#save.running) return;
    if (this.#known && isSameAgenda(theirs, this.#known.agenda)) {
      this.#know(theirs, revision);
      return this.saveAfter(0);
    }
    this.#conflict(theirs, revision);
  }

  /** Shows a change and keeps it as a draft; saves it after so many milliseconds, or when it is told to. */
  change(agenda: Agenda, afterMs: number | undefined): void {
    if (this.keeping !== 'changed') this.#before = this.#known?.agenda;
    this.lastChange = agenda.note === this.agenda.note ? 'themes' : 'note';
    this.#become(agenda, this.keeping === 'conflict' ? 'conflict' : 'changed');
    this.#draft();
    if (afterMs !== undefined) this.saveAfter(afterMs);
  }

  /** Saves after so many milliseconds what waits to be saved. */
  saveAfter(ms: number): void {
    clearTimeout(this.#timer);
    if (this.keeping !== 'conflict') this.#timer = setTimeout(() => void this.#run(), ms);
  }

  /** Saves now what waits to be saved. */
  flush(): void {
    this.#flush();
  }

  /** Takes the last saved change back. */
  undo(): void {
    const before = this.#before;
    if (!before) return;
    this.change(before, 0);
    this.#before = undefined;
  }

  /** Ends a conflict: what is on this page stays, or what was saved elsewhere. */
  resolve(keepMine: boolean): void {
    const { theirs } = this;
    if (!theirs) return;
    this.theirs = undefined;
    this.keeping = 'changed';
    if (keepMine) return this.change(this.agenda, 0);
    this.#drop();
    this.#become(theirs, 'same');
  }

  get #isChanged(): boolean {
    return this.#known !== undefined && !isSameAgenda(this.agenda, this.#known.agenda);
  }

  #begin(theirs: Agenda, revision: number): void {
    this.#know(theirs, revision);
    // Kept for good: the element may be about another session by the time a save is answered.
    this.#key = this.#host.draftKey;
    const draft = this.#key && readDraft(this.#key, isKept);
    if (!draft || isSameAgenda(draft.agenda, theirs)) {
      this.#drop();
      return this.#become(theirs, 'same');
    }
    this.agenda = draft.agenda;
    if (draft.revision !== revision) return this.#conflict(theirs, revision);
    this.#become(draft.agenda, 'changed');
    this.saveAfter(0);
  }

  #conflict(theirs: Agenda, revision: number): void {
    clearTimeout(this.#timer);
    this.#know(theirs, revision);
    this.theirs = theirs;
    this.#become(this.agenda, 'conflict');
  }

  #settle(theirs: Agenda, revision: number): void {
    clearTimeout(this.#timer);
    this.#know(theirs, revision);
    this.#drop();
    this.theirs = undefined;
    this.#become(this.agenda, 'saved');
  }

  readonly #flush = (): void => {
    const waiting = this.keeping === 'changed' || this.keeping === 'offline' || this.keeping === 'failed';
    if (!waiting || !this.#isChanged) return;
    clearTimeout(this.#timer);
    void this.#run();
  };

  async #run(): Promise<void> {
    const key = this.#key;
    if (!key || !this.#known || this.#save.running) return;
    const { agenda } = this;
    if (!this.#isChanged || countGraphemes(agenda.note) > MOST_NOTE) return;
    this.#become(agenda, 'saving');
    const session = await this.#save.run(inputOf(agenda, key.subject, this.#known.revision));
    if (this.#key !== key) {
      if (session) dropDraft(key);
      return this.saveAfter(0);
    }
    if (!session) return this.#fail();
    const newest = this.#host.onSaved(session);
    // Where an event came first, it has told more than the answer does.
    if (revisionOf(session) >= this.#known.revision) this.#know(agendaOf(session), revisionOf(session));
    if (this.#isChanged) this.saveAfter(0);
    else this.#settle(this.#known.agenda, this.#known.revision);
    if (newest !== session) this.take(newest);
  }

  async #fail(): Promise<void> {
    const { failure } = this.#save;
    // The page held it back, or the member left; it stays a draft, unless they signed out, which has dropped it.
    if (!failure || !this.#host.client) return this.#become(this.agenda, 'changed');
    this.#draft();
    switch (failure.kind) {
      case 'outdated':
        this.keeping = 'changed';
        return this.#host.reload();
      case 'problem':
      case 'absent':
        return this.#become(this.agenda, 'refused');
      default:
        this.#become(this.agenda, failure.kind === 'offline' ? 'offline' : 'failed');
        this.saveAfter(RETRY_MS);
    }
  }

  #know(agenda: Agenda, revision: number): void {
    this.#known = { agenda, revision };
  }

  #draft(): void {
    if (this.#key && this.#known) keepDraft(this.#key, { agenda: this.agenda, revision: this.#known.revision });
  }

  #drop(): void {
    if (this.#key) dropDraft(this.#key);
  }

  #become(agenda: Agenda, keeping: Keeping): void {
    this.agenda = agenda;
    this.keeping = keeping;
    this.#host.requestUpdate();
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('agenda' in value) || !('revision' in value)) return false;
  return typeof value.revision === 'number' && isAgenda(value.agenda);
}
