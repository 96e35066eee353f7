// The product's own parts, as `npm start` joins them, without its worker. With `unfenced` as its argument the same graph reads
// without the wall: a role that row security lets pass and no transaction. Only this file knows that way.
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { readEnvironment } from '@taiwa/api/dist/env.js';
import { openDoor } from '@taiwa/api/dist/http/server.js';
import { readKeys } from '@taiwa/api/dist/keys.js';
import { hashOf } from '@taiwa/api/dist/limits/documents.js';
import { listen } from '@taiwa/api/dist/live/listener.js';
import { openLog } from '@taiwa/api/dist/observe/log.js';
import { openWeb } from '@taiwa/api/dist/services/web.js';
import { PrismaClient } from '@taiwa/schema/generated/prisma/client';
import { tolerateUnusedQueries } from '@taiwa/schema/kernel/builder';
import { compiledModel } from '@taiwa/schema/kernel/compiled/compiled-reads';
import { connectDatabase, type Database, useDatabase } from '@taiwa/schema/kernel/database';
import { useKeys } from '@taiwa/schema/kernel/keyring';
import type { Send } from '@taiwa/schema/kernel/sent';
import { useSignals } from '@taiwa/schema/kernel/signals';
import { schema } from '@taiwa/schema/schema';
import { DOCUMENTS } from '../documents.ts';
import { databaseSettings, type DatabaseSettings, tellPort } from './settings.ts';

type AdapterPool = ConstructorParameters<typeof PrismaPg>[0];

const NO_LIMIT = 1e9;

/** The same client and prepared statements on one pool, for everybody. */
function unfenced({ unfenced: config }: DatabaseSettings, fenced: Database): Database {
  const pool = new pg.Pool({
    max: 10,
    pipeline: true,
    options: '-c TimeZone=UTC -c jit=off',
    ...config,
  } as pg.PoolConfig);
  const names = new Map<string, string>();
  const nameOf = ({ sql }: { readonly sql: string }): string => {
    const name = names.get(sql) ?? `t${createHash('sha1').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
    return name;
  };
  // The adapter's declarations are of another version of the same driver.
  const adapter = new PrismaPg(pool as unknown as AdapterPool, { statementNameGenerator: nameOf });
  const client = new PrismaClient({ adapter, errorFormat: 'minimal' });
  const send: Send = (statement) => pool.query({ ...statement, name: nameOf({ sql: statement.text }) });
  const compiled = new Proxy(client, {
    get(_, property: string) {
      const model: unknown = Reflect.get(client, property);
      return typeof model === 'object' && model !== null ? compiledModel(send, property, model) : model;
    },
  });
  return { ...fenced, database: () => compiled, read: (_actor, work) => work() };
}

const settings = databaseSettings();
const log = openLog('error');
tolerateUnusedQueries();
useKeys(readKeys(readEnvironment()));
const fenced = connectDatabase(settings);
useDatabase(process.argv[2] === 'unfenced' ? unfenced(settings, fenced) : fenced);
const { signals } = await listen(settings.system, log, () => {});
useSignals(signals);
const door = await openDoor('127.0.0.1', 0, log);
await openWeb({
  schema,
  trusted: new Map(DOCUMENTS.map((text) => [hashOf(text), text])),
  door,
  guide: '',
  folders: [],
  log,
  // A few people ask for all of the bench: what keeps single callers from taking everything is not measured here.
  limits: { requests: NO_LIMIT, strangers: NO_LIMIT, cost: { limit: NO_LIMIT, restoreRate: NO_LIMIT } },
});
tellPort(door.port);
