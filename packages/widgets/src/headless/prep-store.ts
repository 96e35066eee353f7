import type { ReactiveController } from 'lit';
import { follow } from '../data/live-controller.ts';
import { QueryController, type Reading } from '../data/query-controller.ts';
import { SessionPicker } from '../data/session-picker.ts';
import type { DraftKey } from '../data/draft.ts';
import { AgendaKeeper, type AgendaHost, type Keeping } from '../elements/prep/agenda-keeper.ts';
import { type Agenda, isNewer } from '../elements/prep/agenda.ts';
import { Prep, PrepChanged } from '../generated/prep.ts';
import type { PreparingFragment, PrepQuery } from '../generated/types.ts';
import { StoreHost, storeOf, type Store, type StoreOptions } from './store.ts';

/** What the member prepares, as `<taiwa-prep>` has it. */
export interface PrepSnapshot {
  /** The session with the topics and responses to choose from; `there` with null where no session is to come. */
  readonly reading: Reading<PrepQuery | { readonly session: null }>;
  readonly agenda: Agenda;
  /** How the agenda stands to the one on the server. */
  readonly keeping: Keeping;
  /** What was saved elsewhere, while there is a conflict. */
  readonly theirs: Agenda | undefined;
  /** What the server said where it refused. */
  readonly refusal: string;
  readonly canUndo: boolean;
}

/** What may be done about it. Drafts are kept on the device until the server has them. */
export interface PrepStore extends Store<PrepSnapshot> {
  /** Shows a change at once and saves it after so many milliseconds. */
  change(agenda: Agenda, saveAfterMs?: number): void;
  undo(): void;
  /** Ends a conflict: what is here stays, or what was saved elsewhere. */
  resolve(keepMine: boolean): void;
}

class PrepHost extends StoreHost implements AgendaHost, ReactiveController {
  readonly sessionId: string;
  readonly picker = new SessionPicker(this, 'MEMBER');
  readonly query = new QueryController(this, { document: Prep, variables: this.picker.variables });
  readonly keeper = new AgendaKeeper(this);
  #shown: PreparingFragment | undefined;

  constructor(options: StoreOptions, sessionId: string) {
    super(options);
    this.sessionId = sessionId;
    follow(this, {
      document: PrepChanged,
      variables: this.picker.variables,
      onEvent: ({ sessionChanged }) => sessionChanged && this.#take(sessionChanged),
    });
    this.addController(this);
  }

  get draftKey(): DraftKey | undefined {
    const { data } = this.query;
    const userId = data?.viewer?.user.id;
    return data?.session && userId ? { server: this.server, userId, subject: data.session.id } : undefined;
  }

  hostUpdate(): void {
    const session = this.query.data?.session ?? undefined;
    if (session === this.#shown) return;
    if (session?.id !== this.#shown?.id) this.keeper.forget();
    this.#shown = session;
    if (session) this.keeper.take(session);
  }

  onSaved(session: PreparingFragment): PreparingFragment {
    const shown = this.query.data?.session;
    const newest = shown && !isNewer(session, shown) ? shown : session;
    if (newest === session) this.#take(session);
    return newest;
  }

  async reload(): Promise<void> {
    await this.picker.reload(this.query);
  }

  #take(session: PreparingFragment): void {
    this.query.change((data) => ({ ...data, session }));
  }
}

const SAVE_AFTER_MS = 600;

/** Opens a store of the preparation of a session; the member's next one where none is named. */
export function prepStore({
  sessionId = '',
  ...options
}: StoreOptions & { readonly sessionId?: string } = {}): PrepStore {
  const host = new PrepHost(options, sessionId);
  const { keeper } = host;
  const read = (): PrepSnapshot => ({
    reading: host.picker.readingOf(host.query),
    agenda: keeper.agenda,
    keeping: keeper.keeping,
    theirs: keeper.theirs,
    refusal: keeper.refusal,
    canUndo: keeper.canUndo,
  });
  return {
    ...storeOf(host, read, () => host.reload()),
    change: (agenda, saveAfterMs = SAVE_AFTER_MS) => keeper.change(agenda, saveAfterMs),
    undo: () => keeper.undo(),
    resolve: (keepMine) => keeper.resolve(keepMine),
  };
}
