import pg from 'pg';
import { EVENT_CHANNEL } from '@taiwa/schema/kernel/events';
import { LocalSignals, SIGNAL_CHANNEL, type SignalIds } from '@taiwa/schema/kernel/signals';
import type { Logger } from '../observe/log.ts';

/** The one connection of this process that LISTENs, and what it hears. */
export interface Listener {
  /** Feeds every subscription of this process. */
  readonly signals: LocalSignals;
  stop(): Promise<void>;
}

const RETRY_MS = [100, 300, 1_000, 3_000];
/** Milliseconds between questions whether the connection still lives, and the longest wait for the answer. */
const ASK_EVERY_MS = 5_000;

function heard(payload: string): { topic: string; ids: SignalIds } | null {
  try {
    const { topic, ids } = JSON.parse(payload) as { topic?: unknown; ids?: SignalIds };
    return typeof topic === 'string' ? { topic, ids: ids ?? {} } : null;
  } catch {
    return null;
  }
}

const wait = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));

/** Listens until stopped. After a lost connection everybody is woken once, for signals may have been missed meanwhile. */
export async function listen(config: pg.ClientConfig, log: Logger, onEvent: () => void): Promise<Listener> {
  const signals = new LocalSignals();
  let stopped = false;
  let current: pg.Client | undefined;

  const hear = ({ channel, payload = '' }: pg.Notification) => {
    if (channel === EVENT_CHANNEL) return onEvent();
    const signal = heard(payload);
    if (signal) signals.publish(signal.topic, signal.ids);
  };
  const connect = async () => {
    const client = new pg.Client({
      ...config,
      application_name: 'taiwa listener',
      keepAlive: true,
      connectionTimeoutMillis: ASK_EVERY_MS,
      query_timeout: ASK_EVERY_MS,
    });
    client.on('notification', hear);
    client.on('error', (error) => log.warn({ err: error }, 'the listening connection broke'));
    try {
      await client.connect();
      await client.query(`listen ${SIGNAL_CHANNEL}; listen ${EVENT_CHANNEL}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    current = client;
    lostOnce(client, () => void reconnect());
  };
  const reconnect = async () => {
    current = undefined;
    for (let tries = 0; !stopped; tries += 1) {
      await wait(tries);
      if (stopped) return;
      try {
        await connect();
        signals.publishAll();
        return onEvent();
      } catch (error) {
        log.warn({ err: error }, 'nothing is heard of the database yet');
      }
    }
  };

  await connect();
  return {
    signals,
    stop: async () => {
      stopped = true;
      await current?.end();
    },
  };
}

// A connection over which nothing comes may be dead without a word, so it is asked.
function lostOnce(client: pg.Client, onLost: () => void): void {
  const timer = setInterval(() => {
    client.query('select 1').catch(() => void client.end().catch(() => {}));
  }, ASK_EVERY_MS);
  timer.unref();
  client.once('end', () => {
    clearInterval(timer);
    onLost();
  });
}
