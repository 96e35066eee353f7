/**
 * What measurements at scale begin and end with: a company on an embedded PostgreSQL of its own, and a line in the results.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import pg from 'pg';
import { createFromTemplate, openTestCluster } from '../packages/postgres/src/testing.ts';
import { type Actor, jobActor, personActor } from '../packages/schema/src/kernel/actor.ts';
import { connectDatabase, useDatabase } from '../packages/schema/src/kernel/database.ts';
import { migrate } from '../packages/schema/src/kernel/migrate.ts';
import { useKeys } from '../packages/schema/src/kernel/keyring.ts';
import { createDepartment } from '../packages/schema/src/modules/tenancy/department.ts';
import { createTenant } from '../packages/schema/src/modules/tenancy/tenant.ts';
import { createUser } from '../packages/schema/src/modules/tenancy/user.ts';

/** A company with one department and one administrator. */
export interface ScaleCompany {
  readonly tenantId: string;
  readonly departmentId: string;
  /** A job of the company. */
  readonly job: () => Actor;
  readonly admin: () => Actor;
  /** How to connect past the wall, to seed. */
  readonly owner: pg.ClientConfig;
}

/** Gives the work a company in a database that is gone afterwards. */
export async function withCompany(name: string, work: (company: ScaleCompany) => Promise<void>): Promise<void> {
  const cluster = await openTestCluster(name);
  const scratch = await createFromTemplate(cluster.access);
  try {
    await migrate({ owner: scratch.config('owner') });
    const connected = connectDatabase({ app: scratch.config('app'), system: scratch.config('system') });
    useDatabase(connected);
    useKeys({ current: 'k', keys: new Map([['k', randomBytes(32)]]), pepper: randomBytes(32) });
    const { tenantId } = await createTenant({ name: '株式会社たいわ' });
    const job = () => jobActor(tenantId, 'bench');
    const { id: departmentId } = await createDepartment(job(), { name: '人事部' });
    const names = { externalId: 'admin', familyName: 'A', givenName: 'B' };
    const { id: userId } = await createUser(job(), { ...names, roles: ['ADMIN'], departmentId });
    const admin = () => personActor({ tenantId, userId, roles: new Set(['ADMIN']), requestId: 'bench' });
    await work({ tenantId, departmentId, job, admin, owner: scratch.config('admin') });
    await connected.close();
  } finally {
    await scratch.drop();
    await cluster.stop();
  }
}

/** Writes rows past the wall: each statement is given the company, its department and how many pairs there are to be. */
export async function seedPairs(
  { owner, tenantId, departmentId }: ScaleCompany,
  statements: readonly string[],
  pairs: number,
): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  for (const statement of statements) await client.query(statement, [tenantId, departmentId, pairs]);
  await client.query('analyze');
  await client.end();
}

/** How long work takes, and the processor time of this process meanwhile; both in seconds. */
export async function clocked<T>(work: () => Promise<T>): Promise<{ seconds: number; cpu: number; result: T }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(((performance.now() - began) / 1000).toFixed(2));
  return { seconds, cpu: Number(((user + system) / 1e6).toFixed(2)), result };
}

/** Prints the figures; where they are to be kept, appends them to `results/<name>.jsonl` with the date and the machine's load. */
export function report(name: string, figures: object, { isKept }: { readonly isKept: boolean }): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  if (!isKept) return;
  const line = { at: new Date().toISOString(), load: loadavg()[0], ...figures };
  appendFileSync(new URL(`results/${name}.jsonl`, import.meta.url), `${JSON.stringify(line)}\n`);
}
