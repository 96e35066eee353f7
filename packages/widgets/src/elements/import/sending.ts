import { failureOf, type Failure } from '../../data/failure.ts';
import { MutationController } from '../../data/mutation-controller.ts';
import type { ClientHost } from '../../data/query-controller.ts';
import { ImportOfPairs, ImportOfPeople, ImportTicket } from '../../generated/import.ts';
import type { ImportedFragment } from '../../generated/types.ts';

/** A file that somebody wants checked. */
export interface ChosenFile {
  readonly kind: 'PEOPLE' | 'PAIRS';
  readonly file: File;
  /** Whether the column of managers makes pairs. */
  readonly withManagers: boolean;
}

/** Sends a file and has it checked; nothing is written by that. */
export class FileSending {
  running = false;
  readonly #host: ClientHost;
  readonly #ticket;
  readonly #people;
  readonly #pairs;
  #lost: Failure | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    this.#ticket = new MutationController(host, ImportTicket);
    this.#people = new MutationController(host, ImportOfPeople);
    this.#pairs = new MutationController(host, ImportOfPairs);
  }

  /** Why the file was not taken. */
  get failure(): Failure | undefined {
    return this.#ticket.failure ?? this.#lost ?? this.#people.failure ?? this.#pairs.failure;
  }

  /** Answers what became of it, or undefined where it failed; `failure` says how. */
  async send(chosen: ChosenFile): Promise<ImportedFragment | undefined> {
    for (const one of [this.#ticket, this.#people, this.#pairs]) one.forget();
    this.#show(true);
    const begun = await this.#begin(chosen);
    this.#show(false);
    return begun;
  }

  async #begin({ kind, file, withManagers }: ChosenFile): Promise<ImportedFragment | undefined> {
    const purpose = kind === 'PEOPLE' ? 'PEOPLE_CSV' : 'PAIRS_CSV';
    this.#lost = undefined;
    const ticket = await this.#ticket.run({ purpose, fileName: file.name, bytes: file.size });
    if (!ticket) return undefined;
    try {
      await this.#host.client?.sendFile(ticket.url, file);
    } catch (error) {
      this.#lost = failureOf(error);
      this.#host.report(this.#lost);
      return undefined;
    }
    const input = { uploadId: ticket.uploadId, dryRun: true };
    return kind === 'PEOPLE' ? this.#people.run({ ...input, withManagers }) : this.#pairs.run(input);
  }

  #show(running: boolean): void {
    this.running = running;
    this.#host.requestUpdate();
  }
}
