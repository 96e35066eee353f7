import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type ColumnType,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** One .prisma file. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));

/** Every .prisma file below src. */
export async function readSchema(): Promise<SchemaFile[]> {
  const paths = (await readdir(SOURCES, { recursive: true })).filter((path) => path.endsWith('.prisma')).sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(SOURCES, path), 'utf8') })));
}

type Exports = Readonly<Record<string, () => void>>;
type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm(exports: Exports): void;
};
type Engine = Awaited<ReturnType<EngineModule['SchemaEngine']['new']>>;

// Node has it, its type declarations do not.
interface WebAssemblyOfNode {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
}
const webAssembly = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyOfNode;

// The entry of the package imports its WebAssembly as a module, which Node 20 can not: this does by hand what it would.
async function loadEngine(): Promise<EngineModule> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = (await import(pathToFileURL(path).href)) as EngineModule;
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const { instance } = await webAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...module } });
  module.__wbg_set_wasm(instance.exports);
  instance.exports['__wbindgen_start']?.();
  return module;
}

const {
  Boolean,
  Int32,
  Int64,
  Text,
  TextArray,
  Int32Array,
  Int64Array,
  CharacterArray,
  DateTime,
  Json,
  Float,
  Double,
} = ColumnTypeEnum;
const TYPES: Readonly<Record<number, ColumnType>> = {
  16: Boolean,
  18: ColumnTypeEnum.Character,
  20: Int64,
  21: Int32,
  23: Int32,
  26: Int64,
  114: Json,
  700: Float,
  701: Double,
  1002: CharacterArray,
  1003: TextArray,
  1005: Int32Array,
  1007: Int32Array,
  1009: TextArray,
  1015: TextArray,
  1016: Int64Array,
  1028: Int64Array,
  1114: DateTime,
  1184: DateTime,
  3802: Json,
};
const asText = (value: string): string => value;
const PLAIN = new Set([20, 26, 114, 1114, 1184, 3802]);

/** What the engine needs to look at a catalogue: Prisma's own adapter refuses the catalogue's "char". */
function catalogueAdapter(client: pg.Client): SqlDriverAdapter {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async queryRaw({ sql, args }) {
      const types = {
        getTypeParser: (oid: number) => (PLAIN.has(oid) ? asText : pg.types.getTypeParser(oid)),
      };
      const { fields, rows } = await client.query<unknown[]>({ text: sql, values: args, rowMode: 'array', types });
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => TYPES[dataTypeID] ?? Text),
        rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await client.query(sql, args)).rowCount ?? 0,
    executeScript: async (script) => void (await client.query(script)),
    startTransaction: () => Promise.reject(new Error('The catalogue is only read.')),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
}

let loaded: Promise<EngineModule> | undefined;

async function startEngine(client: pg.Client, files: SchemaFile[]): Promise<Engine> {
  // Once: its memory belongs to the module, which Node keeps.
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => catalogueAdapter(client),
    connectToShadowDb: () => Promise.reject(new Error('There is no shadow database.')),
  };
  const bound = bindMigrationAwareSqlAdapterFactory(factory) as unknown;
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  return SchemaEngine.new({ datamodels }, () => {}, bound as Parameters<typeof SchemaEngine.new>[2]);
}

/** What leads from the tables of the connected database to those of the schema files: as SQL, or in words. Empty where nothing does. */
export async function difference(client: pg.Client, files: SchemaFile[], as: 'sql' | 'words'): Promise<string> {
  const engine = await startEngine(client, files);
  const result = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
    to: { tag: 'schemaDatamodel', files },
    script: as === 'sql',
    exitCode: true,
    filters: { externalTables: ['public._taiwa_migrations'], externalEnums: [] },
  });
  return result.exitCode === 0 ? '' : (result.stdout ?? '').trim();
}
