import type { ConnectionConfig } from '@taiwa/postgres';

/** How the contenders reach the database: the product by its own roles, the others by one that row security lets pass. */
export interface DatabaseSettings {
  readonly app: ConnectionConfig;
  readonly system: ConnectionConfig;
  readonly statistics: ConnectionConfig;
  readonly unfenced: ConnectionConfig;
}

/** The settings that the bench handed to this process. */
export const databaseSettings = (): DatabaseSettings =>
  JSON.parse(process.env['BENCH_DATABASE'] ?? '{}') as DatabaseSettings;

/** Tells the bench where this process listens. */
export function tellPort(port: number): void {
  process.send?.({ port });
}
