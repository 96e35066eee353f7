import { openTestCluster, type ClusterAccess, templateDatabase } from '@taiwa/postgres/testing';
import type { TestProject } from 'vitest/node';
import { migrate } from '../kernel/migrate.ts';
import { digestOf, readMigrations } from '../kernel/migration-files.ts';
import { PERMISSIONS, permissionStatements } from '../kernel/permissions.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the cluster of this run. */
    cluster: ClusterAccess;
    /** The database with all migrations that every test file gets a copy of. */
    template: string;
  }
}

async function templateKey(): Promise<string> {
  const migrations = await readMigrations();
  const names = { app: 'app', system: 'system', statistics: 'statistics' };
  const permissions = permissionStatements(Object.keys(PERMISSIONS), names);
  return digestOf(JSON.stringify([migrations.map(({ name, checksum }) => [name, checksum]), permissions]));
}

const buildTemplate = async (access: ClusterAccess): Promise<string> =>
  templateDatabase(access, await templateKey(), async (database) => {
    await migrate({ owner: database.config('owner') });
  });

/** Set-up of a vitest project (`globalSetup`): one cluster for the run, with an up-to-date template in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openTestCluster(project.name || 'schema');
  try {
    project.provide('template', await buildTemplate(cluster.access));
    project.provide('cluster', cluster.access);
    return () => cluster.stop();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
