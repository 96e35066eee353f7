import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillDemo, sizeOf } from './demo/fill.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { type Asked, compile } from './kernel/compiled/question.ts';
import { modelNames } from './kernel/compiled/tables.ts';
import { AnyQuery } from './testing/any-query.ts';
import { useTestDatabase } from './testing/database.ts';
import './testing/world.ts';

const QUERIES = Number(process.env['TAIWA_ANY_QUERIES'] ?? 400);
const SEED = Number(process.env['TAIWA_ANY_SEED'] ?? 7);

interface Rows {
  findMany(asked: Asked): Promise<Record<string, unknown>[]>;
}

const tables = useTestDatabase();
let prisma: PrismaClient;
let pool: pg.Pool;

beforeAll(async () => {
  await fillDemo(tables.config('owner'), sizeOf({ tenants: 2, people: 24, months: 2 }));
  const config = { ...tables.config('admin'), options: '-c TimeZone=UTC', max: 2 };
  prisma = new PrismaClient({ adapter: new PrismaPg(config as never), errorFormat: 'minimal' });
  pool = new pg.Pool(config);
});
afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
});

const rowsOf = (model: string): Rows => {
  const models: unknown = prisma;
  return (models as Record<string, Rows>)[`${model[0]?.toLowerCase()}${model.slice(1)}`] as Rows;
};

async function compiledAnswer(model: string, asked: Asked): Promise<object[] | undefined> {
  const compiled = compile(model, asked);
  if (!compiled) return undefined;
  const { rows } = await pool.query<[unknown[]]>({
    text: compiled.text,
    values: [...compiled.values],
    rowMode: 'array',
  });
  return rows.map(([row]) => compiled.reader.read(row));
}

async function someRows(): Promise<Map<string, Record<string, unknown>[]>> {
  const found = modelNames().map(async (model): Promise<[string, Record<string, unknown>[]]> => [
    model,
    await rowsOf(model).findMany({ take: 12 }),
  ]);
  return new Map((await Promise.all(found)).filter(([, rows]) => rows.length > 0));
}

test('a compiled query answers what Prisma answers, whatever is asked of whichever table', async () => {
  const any = new AnyQuery(SEED, await someRows());
  let rows = 0;
  for (let number = 0; number < QUERIES; number++) {
    const { model, asked } = any.next();
    const compiled = await compiledAnswer(model, asked);
    if (!compiled) throw new Error(`Not compiled: ${model} ${JSON.stringify(asked)}`);
    const prismas = await rowsOf(model).findMany(asked);
    expect(compiled, `${model} ${JSON.stringify(asked)}`).toStrictEqual(prismas);
    rows += compiled.length;
  }
  expect(rows).toBeGreaterThan(QUERIES);
});
