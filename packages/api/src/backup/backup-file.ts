import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { StartRefusal } from '../env.ts';

const FORMAT = 1;

const Summary = z.object({ rows: z.number(), digest: z.string() });
const Head = z.object({
  taiwaBackup: z.number(),
  takenAt: z.iso.datetime(),
  /** The migrations that the tables had seen, by name, with their checksums. */
  migrations: z.record(z.string(), z.string()),
  /** There where the file is the one with the keys of people, beside the backups: of which database. */
  personKeys: z.object({ of: z.string().nullable() }).optional(),
});
const Tail = z.object({
  tables: z.record(z.string(), Summary),
  /** The digest of the last entry of each tenant's audit trail. */
  heads: z.record(z.string(), z.string()),
});

/** What a backup says before its rows. */
export type BackupHead = Omit<z.infer<typeof Head>, 'taiwaBackup'>;
/** What a backup says after its rows: what a restored database is compared with. */
export type BackupTail = z.infer<typeof Tail>;

/** A backup that is being written: lines of JSON, compressed; the file has its name only once it is whole. */
export class BackupWriter {
  readonly #file: string;
  readonly #lines = createGzip();
  readonly #written: Promise<void>;

  /** Begins a file that must not exist; readable by its owner only. */
  constructor(file: string) {
    this.#file = file;
    this.#written = pipeline(this.#lines, createWriteStream(`${file}.part`, { mode: 0o600, flags: 'wx' }));
    // Told where the file is finished or written on.
    this.#written.catch(() => {});
  }

  /** Begins a file that takes the place of one of its name once it is whole; what an interrupted writing left goes. */
  static async replacing(file: string): Promise<BackupWriter> {
    await rm(`${file}.part`, { force: true });
    return new BackupWriter(file);
  }

  async #line(value: string): Promise<void> {
    if (this.#lines.write(`${value}\n`)) return;
    await Promise.race([once(this.#lines, 'drain'), this.#written]);
  }

  /** Writes what comes before the rows. */
  head(head: BackupHead): Promise<void> {
    return this.#line(JSON.stringify({ taiwaBackup: FORMAT, ...head }));
  }

  /** Says that the rows of a table follow. */
  table(name: string): Promise<void> {
    return this.#line(JSON.stringify(name));
  }

  /** Writes one row as JSON. */
  row(row: string): Promise<void> {
    return this.#line(row);
  }

  /** Writes what comes after the rows, and gives the file its name once it is on the disk. */
  async finish(tail: BackupTail): Promise<void> {
    await this.#line(JSON.stringify([tail]));
    this.#lines.end();
    await this.#written;
    const handle = await open(`${this.#file}.part`, 'r');
    await handle.sync();
    await handle.close();
    await rename(`${this.#file}.part`, this.#file);
  }

  /** Removes what was begun. */
  async abandon(): Promise<void> {
    this.#lines.destroy();
    await this.#written.catch(() => {});
    await rm(`${this.#file}.part`, { force: true });
  }
}

/** One thing that a backup holds, in its order: its head, a table with its rows, its tail. */
export type BackupPart =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'tail'; readonly tail: BackupTail };

const notABackup = (file: string): StartRefusal =>
  new StartRefusal(`${file} is no backup of Taiwa, or is damaged. Take another one.`);

function headOf(line: string, file: string): BackupHead {
  const { taiwaBackup, ...head } = Head.parse(JSON.parse(line));
  if (taiwaBackup !== FORMAT)
    throw new StartRefusal(`${file} was written by another release (format ${taiwaBackup}): restore with that one.`);
  return head;
}

function partOf(line: string): BackupPart {
  if (line.startsWith('"')) return { kind: 'table', name: z.string().parse(JSON.parse(line)) };
  if (line.startsWith('[')) return { kind: 'tail', tail: z.tuple([Tail]).parse(JSON.parse(line))[0] };
  return { kind: 'row', row: line };
}

async function* linesOf(text: Readable): AsyncGenerator<string, void> {
  text.setEncoding('utf8');
  let rest = '';
  for await (const chunk of text) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** Reads a backup part by part. Throws StartRefusal for a file that is none, is damaged or cut off, or of another format. */
export async function* readBackup(file: string): AsyncGenerator<BackupPart, void> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  const piped = pipeline(source, unpacked);
  piped.catch(() => {});
  let isWhole = false;
  try {
    let isFirst = true;
    for await (const line of linesOf(unpacked)) {
      const part: BackupPart = isFirst ? { kind: 'head', head: headOf(line, file) } : partOf(line);
      isFirst = false;
      isWhole = part.kind === 'tail';
      yield part;
    }
    await piped;
  } catch (error) {
    const isOurs = error instanceof SyntaxError || error instanceof z.ZodError || isReadError(error);
    throw isOurs ? notABackup(file) : error;
  }
  if (!isWhole) throw notABackup(file);
}

const isReadError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ENOENT|EACCES|EISDIR|ERR_STREAM)/.test(String(error.code));
