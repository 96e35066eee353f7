import pg from 'pg';
import { Door } from './door.ts';
import { facade } from './facade.ts';
import { Leases } from './leases.ts';
import { LooseEnds } from './loose-ends.ts';
import { Refusal } from './refusals.ts';
import { StatementNames } from './statement-names.ts';
import { Visit } from './visit.ts';

/** Whom the rows must belong to. The object's identity is the key under which a visit is open. */
export interface Visitor {
  readonly tenantId: string;
  readonly userId: string;
}

/** What a wall is made of. */
export interface WallSettings<Client extends object> {
  readonly pool: pg.Pool;
  /** Makes a client whose every statement goes through the door. */
  readonly makeClient: (door: Door) => Client;
  /** How many clients at most: as many as the pool has connections, so that there is one queue. */
  readonly clients: number;
  /** How many of them the operations of one tenant hold at most. */
  readonly share: number;
  /** How many milliseconds an operation waits for a client before it is refused as BUSY. */
  readonly patience: number;
  /** How many milliseconds to wait for the answer to a statement. */
  readonly longest: number;
}

interface Lease<Client> {
  readonly door: Door;
  readonly client: Client;
}

interface Open<Client> {
  readonly lease: Lease<Client>;
  readonly visit: Visit;
  readonly db: Client;
}

const READ = 'begin isolation level repeatable read read only;';
const WRITE = 'begin;';
const ignored = (): void => {};

const wallFor = ({ tenantId, userId }: Visitor): string =>
  `set local app.tenant=${pg.escapeLiteral(tenantId)};set local app."user"=${pg.escapeLiteral(userId)}`;

/**
 * The only way to the tables: every statement belongs to a visit, and every visit to one tenant and person.
 * Each operation has a client of its own for as long as it runs, because Prisma merges lookups of one client that fall
 * into the same tick, also when they come from different requests.
 */
export class Wall<Client extends object> {
  readonly #settings: WallSettings<Client>;
  readonly #leases: Leases<Lease<Client>>;
  readonly #open = new WeakMap<Visitor, Open<Client>>();
  readonly #writing = new WeakMap<Visitor, Promise<Open<Client>>>();
  readonly #aside = new WeakSet<Visitor>();
  readonly #names = new StatementNames();
  readonly #ends = new LooseEnds();

  constructor(settings: WallSettings<Client>) {
    this.#settings = settings;
    const make = (): Lease<Client> => {
      const door = new Door();
      return { door, client: settings.makeClient(door) };
    };
    this.#leases = new Leases(settings.clients, settings.patience, make, settings.share);
  }

  /** The tables as the visitor's operation sees them; throws when none is open. */
  database(visitor: Visitor): Client {
    const open = this.#open.get(visitor) ?? this.#comeBack(visitor);
    if (!open) throw new Error('No operation is open for this actor.');
    return open.db;
  }

  /** Whatever `work` reads through `database(visitor)` is one snapshot. Inside of another visit it belongs to that. */
  async read<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    const outer = this.#open.get(visitor);
    if (outer) return outer.visit.reads ? work() : outer.visit.join(work);
    const isAside = this.#aside.has(visitor);
    this.#enter(visitor, await this.#leases.take(visitor.tenantId), true);
    try {
      return await work();
    } finally {
      this.#leaveReading(visitor);
      if (!isAside) this.#aside.delete(visitor);
    }
  }

  /**
   * Does work for which the visitor needs nothing of the database, and lends its client to others meanwhile. What is read
   * afterwards is another snapshot. Inside of `transact` it belongs to that, and lends nothing.
   */
  stepAside<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    if (this.#open.get(visitor)?.visit.reads && !this.#writing.has(visitor)) {
      this.#aside.add(visitor);
      this.#leaveReading(visitor);
    }
    return work();
  }

  // Whoever comes back cannot wait here; they come again.
  #comeBack(visitor: Visitor): Open<Client> | undefined {
    if (!this.#aside.has(visitor)) return undefined;
    const lease = this.#leases.takeNow(visitor.tenantId);
    if (!lease) throw new Refusal('BUSY', 1000);
    return this.#enter(visitor, lease, true);
  }

  #leaveReading(visitor: Visitor): void {
    const open = this.#open.get(visitor);
    this.#open.delete(visitor);
    if (open) void open.visit.leave().then(() => this.#giveBack(open.lease));
  }

  /**
   * All or nothing, and answers after the commit. What the visitor was reading stands aside meanwhile and sees the change
   * afterwards. Inside of another `transact` of the visitor, or at the same time as one, it belongs to that: if it fails,
   * so does the whole.
   */
  async transact<T>(visitor: Visitor, work: (db: Client) => Promise<T>, only?: readonly string[]): Promise<T> {
    const outer = this.#writing.get(visitor);
    if (outer) return this.#join(await outer, work);
    const reading = this.#open.get(visitor);
    const entering = this.#enterWriting(visitor, reading, only);
    this.#writing.set(visitor, entering);
    try {
      return await this.#write(await entering, work);
    } finally {
      this.#writing.delete(visitor);
      await entering.then((open) => this.#leaveWriting(visitor, open, reading), ignored);
    }
  }

  #join<T>({ visit, db }: Open<Client>, work: (db: Client) => Promise<T>): Promise<T> {
    return visit.join(() => work(db));
  }

  async #enterWriting(
    visitor: Visitor,
    reading: Open<Client> | undefined,
    only?: readonly string[],
  ): Promise<Open<Client>> {
    await reading?.visit.pause();
    return this.#enter(visitor, reading?.lease ?? (await this.#leases.take(visitor.tenantId)), false, only);
  }

  #leaveWriting(visitor: Visitor, { lease }: Open<Client>, reading: Open<Client> | undefined): void {
    if (reading) {
      lease.door.visit = reading.visit;
      this.#open.set(visitor, reading);
      reading.visit.resume();
    } else {
      this.#open.delete(visitor);
      this.#giveBack(lease);
    }
  }

  async #write<T>({ visit, db }: Open<Client>, work: (db: Client) => Promise<T>): Promise<T> {
    let result: T;
    try {
      result = await work(db);
    } catch (error) {
      await visit.abandon();
      throw error;
    }
    await visit.commit();
    return result;
  }

  #enter(visitor: Visitor, lease: Lease<Client>, reads: boolean, only?: readonly string[]): Open<Client> {
    const visit = new Visit({
      pool: this.#settings.pool,
      longest: this.#settings.longest,
      names: this.#names,
      ends: this.#ends,
      begin: (reads ? READ : WRITE) + wallFor(visitor),
      reads,
    });
    lease.door.visit = visit;
    const open = { lease, visit, db: facade(visit, lease.client, only) };
    this.#open.set(visitor, open);
    return open;
  }

  #giveBack(lease: Lease<Client>): void {
    lease.door.visit = undefined;
    this.#leases.giveBack(lease);
  }
}
