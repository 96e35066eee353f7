import { WebSocket } from 'ws';
import { Taiwa, type TaiwaOptions } from '../src/client.ts';
import { systemClock } from '../src/clock.ts';
import type { Document } from '../src/document.ts';

/** A subscription that the live server answers. */
export const TICK = 'subscription Tick { tick }' as Document<{ tick: number }, Record<string, never>>;
/** One that it refuses. */
export const OTHER = 'subscription Other { other }' as Document<{ other: number }, Record<string, never>>;

const hasty = { ...systemClock, random: () => 0 };

/** A client that waits for nothing before it tries again. */
export function client(url: string, options: Partial<TaiwaOptions> = {}): Taiwa {
  const credential = options.fetchToken ? {} : { apiKey: 'key' };
  return new Taiwa({ url, webSocket: WebSocket, clock: hasty, ...credential, ...options } as TaiwaOptions);
}

/** A host that answers t1, t2 and so on. */
export function host(): { fetchToken: () => Promise<{ token: string; expiresIn: number }>; fetched: () => number } {
  let count = 0;
  return { fetchToken: async () => ({ token: `t${++count}`, expiresIn: 300 }), fetched: () => count };
}
