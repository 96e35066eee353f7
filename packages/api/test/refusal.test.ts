import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../src/env.ts';
import { launchMain, newFolder } from './process.ts';

/** Starts with this environment and expects one line and a status. */
async function refuses(env: Record<string, string>, says: RegExp, status: number, ...args: string[]) {
  const started = launchMain({ PORT: '0', ...env }, ...args);
  expect(await started.ended, started.stderr()).toBe(status);
  const lines = started.stderr().trim().split('\n');
  expect(lines.join('\n')).toMatch(/^taiwa: .+$/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(says);
  expect(started.stdout()).toBe('');
}

describe('a start that cannot be says why in one line', () => {
  test('a port in use, before anything is made', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const folder = join(newFolder(), 'data');
    await refuses({ PORT: String(port), TAIWA_DATA: folder }, new RegExp(`Port ${port} is in use`), 2);
    expect(() => readFileSync(join(folder, 'keys'))).toThrow(/ENOENT/);
    taken.close();
  });

  test.each([
    ['PORT', 'abc', /PORT must be a number from 0 to 65535/],
    ['PORT', '70000', /PORT must be a number from 0 to 65535/],
    ['TAIWA_DEMO', 'maybe', /TAIWA_DEMO must be on or off/],
    ['TAIWA_LOG', 'loud', /TAIWA_LOG must be silent, error/],
    ['TAIWA_URL', 'localhost', /TAIWA_URL must be a URL/],
    ['TAIWA_DOCS_URL', 'docs', /TAIWA_DOCS_URL must be a URL/],
    ['TAIWA_RESERVE_MB', '-1', /TAIWA_RESERVE_MB must be a number of MB/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /TRUSTED_PROXIES must be addresses, ranges/],
    ['TRUSTED_PROXIES', '0.0.0.0/0', /TRUSTED_PROXIES must be addresses, ranges/],
    ['TRUSTED_PROXIES', 'loopback, proxy.example', /TRUSTED_PROXIES must be addresses, ranges/],
    ['DATABASE_URL', 'mysql://x', /DATABASE_URL must begin with postgresql:/],
    ['DATABASE_URL', 'postgresql://app:p@localhost/x', /DATABASE_URL needs DATABASE_OWNER_URL/],
    ['DATABASE_OWNER_URL', 'postgresql://app:p@localhost/x', /DATABASE_OWNER_URL needs DATABASE_URL/],
  ])('%s=%s', (name, value, says) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(says);
  });

  test('a malformed variable', () => refuses({ PORT: 'abc', TAIWA_DATA: newFolder() }, /^taiwa: PORT must be/, 2));

  test('an address that this machine has not', () =>
    refuses({ HOST: '192.0.2.1', TAIWA_DATA: newFolder() }, /HOST is 192\.0\.2\.1/, 2));

  test('a disk with less room than it keeps free', () =>
    refuses(
      { TAIWA_DATA: newFolder(), TAIWA_RESERVE_MB: '999999999' },
      /Only \d+ MB are free for .*TAIWA_RESERVE_MB/,
      5,
    ));

  test('a folder below a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await refuses({ TAIWA_DATA: join(file, 'data') }, /TAIWA_DATA/, 1);
  });

  test.skipIf(process.getuid?.() === 0)('a folder without rights', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o500);
    await refuses({ TAIWA_DATA: join(folder, 'data') }, /TAIWA_DATA/, 1);
  });

  test('a file of keys that holds none', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'keys'), 'k1:short');
    await refuses({ TAIWA_DATA: folder }, /must list name:base64 of 32 bytes/, 2);
  });

  test('a data folder of a newer version', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database', 'format.json'), '{"format":99}');
    await refuses({ TAIWA_DATA: folder }, /newer|version/i, 6);
  });

  test('a database that nobody answers at', () => {
    const url = 'postgresql://app:secretword@127.0.0.1:1/x';
    return refuses(
      { TAIWA_DATA: newFolder(), DATABASE_URL: url, DATABASE_OWNER_URL: url },
      /DATABASE_OWNER_URL cannot be used: (?!.*secretword)/,
      8,
    );
  });

  test('production without keys', () =>
    refuses({ TAIWA_DATA: newFolder(), NODE_ENV: 'production' }, /TAIWA_KEYS is missing/, 2));

  test('--reset of a server', () => {
    const url = 'postgresql://app:x@127.0.0.1:1/x';
    const env = { TAIWA_DATA: newFolder(), DATABASE_URL: url, DATABASE_OWNER_URL: url };
    return refuses(env, /--reset empties the embedded database only/, 2, '--reset');
  });
});
