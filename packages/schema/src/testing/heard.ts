import { SIGNAL_CHANNEL, signals } from '../kernel/signals.ts';
import type { FileDatabase } from './database.ts';

let marks = 0;

/**
 * Resolves once this process has heard every signal that was committed before: they come in the order of their commits, each
 * a moment later. Who begins to watch after that is woken by nothing older.
 */
export async function heardAll(tables: FileDatabase): Promise<void> {
  const topic = `test:mark:${marks++}`;
  const mark = signals().subscribe(topic);
  await tables.query('admin', 'select pg_notify($1, $2)', [SIGNAL_CHANNEL, JSON.stringify({ topic, ids: {} })]);
  await mark.next();
  await mark.leave();
}
