import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from '../generated/prisma/client.ts';
import type { Actor } from './actor.ts';
import type { Door } from './door.ts';
import { SYSTEM_TASKS, type SystemDb, type SystemTask } from './system-tasks.ts';
import { Wall, type Visitor } from './wall.ts';

/** The tables, one property a model; what it shows depends on whose operation it was opened for. */
export type Db = Prisma.TransactionClient;

/** Where the database is, and how much of it this process may use at once. */
export interface DatabaseSettings {
  /** The role that serves requests; row security is always in force for it. */
  readonly app: pg.PoolConfig;
  /** The role of the listed system tasks. */
  readonly system: pg.PoolConfig;
  /** The role that reads ratings; without it `asStatistics` refuses. */
  readonly statistics?: pg.PoolConfig;
  /** How many operations of `app` run at the same time (15). */
  readonly clients?: number;
  /** How many of them may be of one tenant (two thirds), so that whatever one asks for leaves room for the others. */
  readonly share?: number;
  /** How many milliseconds an operation waits for its turn before it is refused as BUSY (2000). */
  readonly patience?: number;
  /** How many milliseconds a statement of `app` may take (5000); half a second later its connection is given up. */
  readonly longest?: number;
  /** Told of every connection that broke while nobody was using it. */
  readonly onBroken?: (error: Error) => void;
}

/** A database in use by this process. */
export interface Database {
  database(actor: Actor): Db;
  read<T>(actor: Actor, work: () => Promise<T>): Promise<T>;
  stepAside<T>(actor: Actor, work: () => Promise<T>): Promise<T>;
  transact<T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T>;
  asSystem<Task extends SystemTask, T>(task: Task, work: (db: SystemDb<Task>) => Promise<T>): Promise<T>;
  asStatistics<T>(tenantId: string, work: (db: Db) => Promise<T>): Promise<T>;
  /** Waits for what runs and closes every connection. */
  close(): Promise<void>;
}

const PATIENCE = 2000;
const LONGEST = { app: 5000, door: 3000, system: 30_000, statistics: 120_000 };
// PostgreSQL is given the time to say itself that a statement took too long.
const GRACE = 500;

// The driver drops the offset of a timestamp it reads, so the session must speak UTC whatever the server's zone is.
const optionsFor = (longest: number): string =>
  `-c TimeZone=UTC -c jit=off -c statement_timeout=${longest} -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s`;

type AdapterPool = ConstructorParameters<typeof PrismaPg>[0];

// The adapter's own idea of a pool is of another version of the same declarations; it calls what `Door` has.
const clientBehind = (door: Door): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg(door as unknown as AdapterPool), errorFormat: 'minimal' });

interface Behind {
  readonly pool: pg.Pool;
  readonly wall: Wall<Db>;
}

// Requests wait for these: they have connections of their own, which no job keeps busy, and little time.
const AT_THE_DOOR: ReadonlySet<SystemTask> = new Set(['authenticate', 'signTokens', 'listTenants']);

interface WallPlan {
  readonly config: pg.PoolConfig;
  readonly clients: number;
  /** How many clients one tenant holds at most; all where they are not for tenants. */
  readonly share?: number;
  readonly longest: number;
}

function openPool({ config, clients, longest }: WallPlan, settings: DatabaseSettings): pg.Pool {
  const onBroken = settings.onBroken ?? ((): void => {});
  const shape: pg.PoolConfig & { pipeline: boolean } = {
    max: clients,
    connectionTimeoutMillis: Math.max(PATIENCE, settings.patience ?? 0),
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    pipeline: true,
    ...config,
    options: [optionsFor(longest), config.options].filter(Boolean).join(' '),
  };
  const pool = new pg.Pool(shape);
  // Without a listener on the pool and on each connection, a backend that is dropped ends the process.
  pool.on('error', onBroken);
  pool.on('connect', (connection) => void connection.on('error', onBroken));
  return pool;
}

function openWall(plan: WallPlan, settings: DatabaseSettings): Behind {
  const pool = openPool(plan, settings);
  const { patience = PATIENCE } = settings;
  const { clients, share = clients, longest } = plan;
  const wall = new Wall<Db>({ pool, clients, share, patience, longest: longest + GRACE, makeClient: clientBehind });
  return { pool, wall };
}

const nobody = (tenantId = ''): Visitor => ({ tenantId, userId: '' });

/** Opens the database for this process; connections are made when first needed. */
export function connectDatabase(settings: DatabaseSettings): Database {
  const { clients = 15, longest = LONGEST.app } = settings;
  const { share = Math.max(Math.floor((clients * 2) / 3), 1) } = settings;
  const app = openWall({ config: settings.app, clients, share, longest }, settings);
  const system = openWall({ config: settings.system, clients: 3, longest: LONGEST.system }, settings);
  const door = openWall({ config: settings.system, clients: 3, longest: LONGEST.door }, settings);
  const statistics =
    settings.statistics && openWall({ config: settings.statistics, clients: 2, longest: LONGEST.statistics }, settings);
  const all = [app, system, door, ...(statistics ? [statistics] : [])];
  return {
    database: (actor) => app.wall.database(actor),
    read: (actor, work) => app.wall.read(actor, work),
    stepAside: (actor, work) => app.wall.stepAside(actor, work),
    transact: (actor, work) => app.wall.transact(actor, work),
    asSystem: (task, work) => (AT_THE_DOOR.has(task) ? door : system).wall.transact(nobody(), work, SYSTEM_TASKS[task]),
    async asStatistics(tenantId, work) {
      if (!statistics) throw new Error('This process has no statistics role.');
      return statistics.wall.transact(nobody(tenantId), work);
    },
    async close() {
      await Promise.all(all.map(({ pool }) => pool.end()));
    },
  };
}

let inForce: Database | undefined;

/** Makes this the database that `database`, `read`, `transact` and the others use from now on; none with `undefined`. */
export function useDatabase(database: Database | undefined): void {
  inForce = database;
}

/** The database in force; throws where the process has not connected one. */
export function currentDatabase(): Database {
  if (!inForce) throw new Error('No database is connected.');
  return inForce;
}

/** The tables as this actor's operation sees them; throws when no operation of exactly this actor object is open. */
export const database = (actor: Actor): Db => currentDatabase().database(actor);

/** Runs a reading operation: everything it reads through `database(actor)` is one snapshot behind the actor's wall. */
export const read = <T>(actor: Actor, work: () => Promise<T>): Promise<T> => currentDatabase().read(actor, work);

/** Waits for something else than the database, which others may use meanwhile; what is read afterwards is another snapshot. */
export const stepAside = <T>(actor: Actor, work: () => Promise<T>): Promise<T> =>
  currentDatabase().stepAside(actor, work);

/** Writes all or nothing and answers after the commit; anything thrown, also a Problem, writes nothing. Inside of another it belongs to that. */
export const transact = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
  currentDatabase().transact(actor, work);

/** Does one of the listed tasks that no tenant can do, in a transaction of the system role, with that task's tables only. */
export const asSystem = <Task extends SystemTask, T>(
  task: Task,
  work: (db: SystemDb<Task>) => Promise<T>,
): Promise<T> => currentDatabase().asSystem(task, work);

/** Computes numbers of one tenant in a transaction of the statistics role, the only one that reads ratings. */
export const asStatistics = <T>(tenantId: string, work: (db: Db) => Promise<T>): Promise<T> =>
  currentDatabase().asStatistics(tenantId, work);
