/** Server settings by name, as `show` returns them. */
export type Settings = Readonly<Record<string, string>>;

/** Small memory, no TCP listener, everything that protects acknowledged rows left on. */
const SERVING: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '50',
  shared_buffers: '64MB',
  jit: 'off',
  io_method: 'sync',
  wal_level: 'replica',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  min_wal_size: '80MB',
  wal_keep_size: '64MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  logging_collector: 'off',
  autovacuum_max_workers: '2',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
};

/** For databases that may be lost with the machine: tests and scratch work. */
const DISPOSABLE: Settings = {
  ...SERVING,
  max_connections: '200',
  min_wal_size: '32MB',
  wal_keep_size: '0',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Settings of a cluster; `durable: false` gives up safety against power loss for speed. */
export function serverSettings(durable: boolean): Settings {
  return durable ? SERVING : DISPOSABLE;
}

/** The settings as arguments of the `postgres` program. */
export function settingArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
