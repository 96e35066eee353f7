/**
 * A process that owns an embedded database, made to be killed by tests.
 * Arguments: data folder, then `idle`, `insert` (acknowledged ids as `A<n>` lines) or `crash`.
 * Prints one JSON line when open or refused, `restarted` and `stopped` lines later.
 */
import { Pool } from 'pg';
import { DatabaseRefusal, type EmbeddedDatabase, openEmbedded } from '../embedded.ts';

const [folder = '', mode = 'idle'] = process.argv.slice(2);
const stopping = new AbortController();

const say = (line: string) => process.stdout.write(`${line}\n`);

async function insertForEver(pool: Pool): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      const { rows } = await pool.query<{ id: string }>('insert into fact default values returning id');
      say(`A${rows[0]?.id}`);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function openPool(database: EmbeddedDatabase): Promise<Pool> {
  const pool = new Pool({ ...database.config('owner'), max: 2 });
  pool.on('error', () => {});
  await pool.query('create table if not exists fact(id bigint generated always as identity primary key)');
  return pool;
}

try {
  const database = await openEmbedded({ folder, log: (line) => say(`log ${line}`) });
  const pool = await openPool(database);
  process.on('SIGTERM', () => {
    stopping.abort();
    void pool
      .end()
      .then(() => database.stop())
      .then(() => say('stopped'))
      .then(() => process.exit(0));
  });
  database.onRestart(() => say('restarted'));
  database.onLost((refusal) => {
    say(`lost ${refusal.message}`);
    process.exit(refusal.exitCode);
  });
  const { state, pid } = database;
  say(JSON.stringify({ state, pid, folder: database.folder, config: database.config('owner') }));
  if (mode === 'insert') void insertForEver(pool);
  if (mode === 'crash') setImmediate(() => JSON.parse('not JSON'));
} catch (error) {
  if (!(error instanceof DatabaseRefusal)) throw error;
  say(JSON.stringify({ refused: error.message, reason: error.reason, detail: error.detail }));
  process.exitCode = error.exitCode;
}
