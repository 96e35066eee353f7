import { LocalSignals, useSignals } from '@taiwa/schema/kernel/signals';
import { allowDemoLogins } from '@taiwa/schema/modules/access/demo-login';
import { activeSigningKey, forgetSigningKeys } from '@taiwa/schema/modules/access/signing-key';
import { schema } from '@taiwa/schema/schema';
import { type FileDatabase, useTestDatabase } from '@taiwa/schema/testing/database';
import type {} from '@taiwa/schema/testing/database-setup';
import '@taiwa/schema/testing/world';
import { afterAll, beforeAll } from 'vitest';
import { openDoor, type Door } from '../src/http/server.ts';
import { hashOf } from '../src/limits/documents.ts';
import type { LimitSettings } from '../src/limits/rate.ts';
import { listen, type Listener } from '../src/live/listener.ts';
import { openLog, type Logger } from '../src/observe/log.ts';
import { openWeb, type Web, type WebParts } from '../src/services/web.ts';

/** A server under test: the process's own parts on a port of their own, before a database of their own. */
export interface TestServer {
  readonly tables: FileDatabase;
  readonly url: string;
  readonly socketUrl: string;
  readonly web: Web;
  readonly door: Door;
  readonly listener: Listener;
  readonly log: Logger;
  /** Every line that was logged so far. */
  readonly lines: readonly string[];
}

/** What a test wants to be different. */
export interface TestServerOptions {
  readonly limits?: Partial<LimitSettings>;
  /** Documents that every token may run. */
  readonly trusted?: readonly string[];
  /** Files and pages beside the API. */
  readonly serves?: Pick<WebParts, 'folders' | 'places'>;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies?: WebParts['trustedProxies'];
  /** Leaves the process without ears: nothing comes but what is asked for. */
  readonly isDeaf?: boolean;
}

/** Gives the test file that calls it a running server, from before its first test until after its last. */
export function useTestServer({
  limits,
  trusted = [],
  serves = { folders: [] },
  trustedProxies,
  isDeaf,
}: TestServerOptions = {}): TestServer {
  const tables = useTestDatabase();
  const lines: string[] = [];
  const log = openLog('debug', { write: (line) => void lines.push(line) });
  let running: { door: Door; web: Web; listener: Listener } | undefined;
  const current = () => {
    if (!running) throw new Error('The server runs from the first test on, not before.');
    return running;
  };
  beforeAll(async () => {
    const listener = await listen(tables.config('system'), log, () => {});
    useSignals(isDeaf ? new LocalSignals() : listener.signals);
    allowDemoLogins(true);
    await activeSigningKey();
    // Some tests make tokens in the past.
    await tables.query('admin', "update signing_key set active_from = active_from - interval '1 day'");
    forgetSigningKeys();
    const door = await openDoor('127.0.0.1', 0, log);
    const documents = new Map(trusted.map((text) => [hashOf(text), text]));
    const parts = {
      schema,
      trusted: documents,
      guide: 'guide',
      ...serves,
      ...(limits && { limits }),
      ...(trustedProxies && { trustedProxies }),
    };
    running = { door, listener, web: await openWeb({ ...parts, door, log }) };
  });
  afterAll(async () => {
    await running?.web.stop();
    await running?.listener.stop();
  });
  return {
    tables,
    lines,
    log,
    get url() {
      return `http://127.0.0.1:${current().door.port}`;
    },
    get socketUrl() {
      return `ws://127.0.0.1:${current().door.port}/graphql`;
    },
    get web() {
      return current().web;
    },
    get door() {
      return current().door;
    },
    get listener() {
      return current().listener;
    },
  };
}
