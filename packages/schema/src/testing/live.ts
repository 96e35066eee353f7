import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { LocalSignals, SIGNAL_CHANNEL, useSignals } from '../kernel/signals.ts';
import type { FileDatabase } from './database.ts';

/** Lets a test file's signals travel through its database, as they do between processes. */
export function useLiveSignals(tables: FileDatabase): void {
  const local = new LocalSignals();
  let listener: pg.Client;
  beforeAll(async () => {
    listener = new pg.Client(tables.config('app'));
    await listener.connect();
    listener.on('notification', ({ payload }) => {
      const { topic, ids } = JSON.parse(payload ?? '{}') as { topic: string; ids: Record<string, string> };
      local.publish(topic, ids);
    });
    await listener.query(`listen ${SIGNAL_CHANNEL}`);
    useSignals(local);
  });
  afterAll(() => listener.end());
}
