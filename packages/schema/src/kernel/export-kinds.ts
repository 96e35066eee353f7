import type { Actor, Language } from './actor.ts';
import type { Scope } from './scopes.ts';

/** What an export can be narrowed to; each kind heeds what makes sense for it. */
export interface ExportOptions {
  readonly departmentId: string | null;
  /** First and last day, in the tenant's zone. */
  readonly from: string | null;
  readonly until: string | null;
  readonly importId: string | null;
}

/** A batch of lines, and where the next begins; null at the end. */
export interface ExportBatch {
  readonly lines: readonly (readonly (string | number | null)[])[];
  readonly next: string | null;
}

/** A list that can be fetched as a file. */
export interface ExportKind {
  readonly description: string;
  /** The scope that a credential needs. */
  readonly scope: Scope;
  /** Whether the actor may fetch it at all; which lines it has, its policy says. */
  readonly may: (actor: Actor) => boolean;
  /** The names of its columns. */
  readonly columns: Readonly<Record<Language, readonly string[]>>;
  /** Reads the lines that come after a place, within a reading of their own, and gives account of whose they are. */
  readonly read: (actor: Actor, options: ExportOptions, after: string | null) => Promise<ExportBatch>;
}

/** Lines of one batch: few enough to keep little in memory, many enough to ask seldom. */
export const EXPORT_BATCH = 1000;

const kinds = new Map<string, ExportKind>();

/** Lets a list be fetched as a file, under a name that becomes a value of the enum. Each module does so for its own. */
export function offerExport(name: string, kind: ExportKind): void {
  if (kinds.has(name)) throw new Error(`Two exports named ${name}`);
  kinds.set(name, kind);
}

/** Every list that can be fetched, by its name. */
export const exportKinds = (): ReadonlyMap<string, ExportKind> => kinds;
