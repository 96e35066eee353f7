import type { Actor } from './actor.ts';
import type { EventType, Happened } from './events.ts';
import type { Ports } from './ports.ts';

/** Work after the fact: runs at least once for every event of its type, so running it again must change nothing. */
export interface EventJob<Type extends EventType = EventType> {
  readonly on: Type;
  /** `module.verbNoun`; its queue. */
  readonly name: string;
  /** Runs also while the disk of the database is nearly full: for what frees space. */
  readonly evenWhenFull?: boolean;
  /** Gets a job actor of the event's tenant: the same rules and policies as everybody. */
  readonly run: (event: Happened<Type>, actor: Actor, ports: Ports) => Promise<void>;
}

/** Work on a schedule: five fields of cron in UTC. */
export interface TimedJob {
  readonly cron: string;
  readonly name: string;
  /** Runs also while the disk of the database is nearly full: for what frees space. */
  readonly evenWhenFull?: boolean;
  /** Once for each tenant, with a job actor of it. */
  readonly forTenant?: (actor: Actor, ports: Ports) => Promise<void>;
  /** Once for all, as the system role (`asSystem`). */
  readonly forAll?: (ports: Ports) => Promise<void>;
}

const eventJobs = new Map<string, EventJob>();
const timedJobs = new Map<string, TimedJob>();

function claimName(name: string): void {
  if (!/^[a-z]\w*\.[a-z]\w*$/.test(name)) throw new Error(`A job is named module.verbNoun: ${name}`);
  if (eventJobs.has(name) || timedJobs.has(name)) throw new Error(`Two jobs named ${name}`);
}

/** Declares a job for every event of a type. */
export function onEvent<Type extends EventType>(on: Type, job: Omit<EventJob<Type>, 'on'>): void {
  claimName(job.name);
  // The runner gives each job events of its own type only, which the list of all jobs cannot say.
  eventJobs.set(job.name, { on, ...job } as unknown as EventJob);
}

/** Declares a job on a schedule: `forTenant` or `forAll`. */
export function every(cron: string, job: Omit<TimedJob, 'cron'>): void {
  claimName(job.name);
  if (cron.trim().split(/\s+/).length !== 5) throw new Error(`Cron has five fields: ${cron}`);
  if (!job.forTenant === !job.forAll) throw new Error(`${job.name} is either for each tenant or for all`);
  timedJobs.set(job.name, { cron, ...job });
}

/** Every declared job, for the runner. */
export const declaredJobs = (): { readonly events: readonly EventJob[]; readonly timed: readonly TimedJob[] } => ({
  events: [...eventJobs.values()],
  timed: [...timedJobs.values()],
});
