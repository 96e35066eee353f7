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

/** Listens until stopped. After a lost connection everybody is woken once, for signals may have been missed meanwhile. */
export async function listen(config: pg.ClientConfig, log: Logger, onEvent: () => void): Promise<Listener> {
  const signals = new LocalSignals();
  let stopped = false;
  let client: pg.Client | undefined;

  const hear = ({ channel, payload = '' }: pg.Notification) => {
    if (channel === EVENT_CHANNEL) return onEvent();
    const { topic, ids } = JSON.parse(payload) as { topic: string; ids: SignalIds };
    signals.publish(topic, ids);
  };
  const connect = async () => {
    const next = new pg.Client({ ...config, application_name: 'taiwa listener', keepAlive: true });
    next.on('notification', hear);
    next.on('error', (error) => log.warn({ err: error }, 'the listening connection broke'));
    next.on('end', () => void (stopped || reconnect(0)));
    await next.connect();
    await next.query(`listen ${SIGNAL_CHANNEL}; listen ${EVENT_CHANNEL}`);
    client = next;
  };
  const reconnect = async (tries: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]));
    if (stopped) return;
    try {
      await connect();
      signals.publishAll();
      onEvent();
    } catch {
      await reconnect(tries + 1);
    }
  };

  await connect();
  return {
    signals,
    stop: async () => {
      stopped = true;
      await client?.end();
    },
  };
}
