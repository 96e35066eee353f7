import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ClusterAccess, Passwords } from './access.ts';
import { errorLine } from './error-code.ts';
import type { Installation } from './installation.ts';
import { claimOwnership, isPassing } from './ownership.ts';
import { interruptPostmaster, type Postmaster, untilGone } from './postmaster.ts';
import { DatabaseRefusal } from './refusal.ts';
import { bringUp } from './startup.ts';
import { isUpToDate } from './up-to-date.ts';

/** What happens to a running cluster, told in the log and to whoever listens. */
export interface ClusterEvents {
  /** One line for the operator. */
  log(line: string): void;
  /** The database is back after it was away; open connections were lost. */
  restarted(): void;
  /** It does not come back; nothing more will be tried. */
  lost(refusal: DatabaseRefusal): void;
}

const PATIENCE = 60_000;
const SHORT_LIVES = 10;
const SHORT = 60_000;

/** A cluster that this process owns: it keeps the postmaster running until {@link Cluster.stop}. */
export class Cluster {
  readonly #installation: Installation;
  readonly #passwords: Passwords;
  readonly #events: ClusterEvents;
  readonly #interruptOnExit = () => this.#interrupt();
  #postmaster: Postmaster | undefined;
  #holder: Client | undefined;
  #reviving: Promise<void> | undefined;
  #stopping = false;
  #since = 0;
  #shortLives = 0;

  constructor(installation: Installation, passwords: Passwords, events: ClusterEvents) {
    this.#installation = installation;
    this.#passwords = passwords;
    this.#events = events;
  }

  /** The process id of the postmaster. */
  get pid(): number {
    return this.#current().pid;
  }

  /** How to connect right now; the named database is the default one. */
  access(database: string): ClusterAccess {
    const { socket, port } = this.#current();
    return { socket, port, passwords: this.#passwords, database };
  }

  /** Starts the cluster or takes over one left running; throws a {@link DatabaseRefusal} when it is someone else's. */
  async open(): Promise<'started' | 'adopted'> {
    const state = await this.#take();
    // The last thing a crashing process does; a killed one leaves the postmaster to the next start.
    process.once('exit', this.#interruptOnExit);
    return state;
  }

  /** Shuts PostgreSQL down and waits until it is gone; close your pools first. Calling it twice is fine. */
  async stop(): Promise<void> {
    this.#stopping = true;
    process.off('exit', this.#interruptOnExit);
    await this.#reviving;
    // Asked to stop before the lock is freed, so that a start at this moment waits instead of adopting it.
    this.#interrupt();
    const { pid } = this.#current();
    const gone = !this.#holder || (await untilGone(pid, this.#installation.place.cluster, PATIENCE));
    await this.#holder?.end().catch(() => {});
    if (!gone) throw new DatabaseRefusal('failed', `PostgreSQL (pid ${pid}) does not stop: see its log.`);
  }

  #current(): Postmaster {
    if (!this.#postmaster) throw new Error('The cluster is not open.');
    return this.#postmaster;
  }

  /** Without the lock the postmaster may be another owner's by now. */
  #interrupt(): void {
    if (this.#holder && this.#postmaster) interruptPostmaster(this.#postmaster.pid, this.#installation.place.cluster);
  }

  async #take(): Promise<'started' | 'adopted'> {
    const until = Date.now() + PATIENCE;
    let startedHere: number | undefined;
    for (;;) {
      const running = await bringUp(this.#installation, until);
      if (running.startedHere) startedHere = running.pid;
      this.#postmaster = running;
      const holder = await this.#claim(until);
      if (!holder) {
        await pause(20);
        continue;
      }
      if (running.pid === startedHere || (await isUpToDate(this.#installation, holder))) {
        this.#hold(holder);
        return running.pid === startedHere ? 'started' : 'adopted';
      }
      await this.#retire(holder, running.pid);
    }
  }

  async #claim(until: number): Promise<Client | undefined> {
    try {
      return await claimOwnership(this.access('postgres'), this.#installation.place.base, until);
    } catch (error) {
      if (isPassing(error) && Date.now() < until) return undefined;
      throw error;
    }
  }

  /** An adopted postmaster may run older programs or other settings than this release wants. */
  async #retire(holder: Client, pid: number): Promise<void> {
    this.#events.log('database: restarting it, because this release runs it with other settings');
    const { cluster } = this.#installation.place;
    interruptPostmaster(pid, cluster);
    await untilGone(pid, cluster, PATIENCE);
    await holder.end().catch(() => {});
  }

  #hold(holder: Client): void {
    this.#holder = holder;
    this.#since = Date.now();
    holder.once('end', () => {
      if (this.#stopping) return;
      this.#holder = undefined;
      this.#reviving = this.#revive();
    });
  }

  async #revive(): Promise<void> {
    for (let attempt = 0; !this.#stopping; attempt++) {
      if (this.#diesTooOften()) return this.#giveUp();
      try {
        const state = await this.#take();
        if (this.#stopping) return;
        this.#events.log(`database: back after a ${state === 'started' ? 'restart' : 'reconnect'} (pid ${this.pid})`);
        return this.#events.restarted();
      } catch (error) {
        this.#events.log(`database: ${errorLine(error)}`);
        if (error instanceof DatabaseRefusal && error.reason === 'inUse') return this.#events.lost(error);
        await pause(Math.min(5000, 200 * 2 ** attempt));
      }
    }
  }

  /** Counts lives in a row that were shorter than a minute, starts that failed among them. */
  #diesTooOften(): boolean {
    this.#shortLives = Date.now() - this.#since > SHORT && this.#since > 0 ? 1 : this.#shortLives + 1;
    this.#since = 0;
    return this.#shortLives > SHORT_LIVES;
  }

  #giveUp(): void {
    const { log } = this.#installation.place;
    const message = `PostgreSQL died ${SHORT_LIVES} times in a row and is not started again: see ${log}, then start anew.`;
    this.#events.log(`database: ${message}`);
    this.#events.lost(new DatabaseRefusal('failed', message));
  }
}
