import type { ServerResponse } from 'node:http';
import { Taiwa, type TaiwaOptions, isTaiwaError } from '../src/client.ts';
import { systemClock } from '../src/clock.ts';
import type { KnownTaiwaError } from '../src/errors.ts';
import { type Answering, reply } from './server.ts';

/** Any document. */
export const STAGES = '{ stages { name } }';

/** Answers it. */
export const ok = (response: ServerResponse): void => reply(response, { data: { stages: [] } });

/** Answers with a status and no GraphQL. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (_, response) =>
    reply(response, 'busy', code, headers);

/** The clock of the machine where chance is 0: nothing waits between tries. */
export const hasty = { ...systemClock, random: () => 0 };

/** A server's client that waits for nothing. */
export function client(url: string, options: Partial<TaiwaOptions> = {}): Taiwa {
  return new Taiwa({ url, apiKey: 'key_secret', clock: hasty, ...options } as TaiwaOptions);
}

/** What a call throws, which has to be a TaiwaError. */
export async function failure(promise: Promise<unknown>): Promise<KnownTaiwaError> {
  const raised: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isTaiwaError(raised)) throw new Error('expected a TaiwaError', { cause: raised });
  return raised;
}
