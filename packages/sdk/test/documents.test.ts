import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Taiwa } from '../src/client.ts';
import { reply, serve } from './server.ts';

const ROOT = new URL('..', import.meta.url);

async function trusted(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(new URL('src/generated/documents.json', ROOT), 'utf8')) as Record<string, string>;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the documents', () => {
  it('are generated from the schema as it is', async () => {
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'generate:check'], { cwd: ROOT });
    expect(stdout).toMatch(/as the schema says/);
  });

  it('are listed under their digest', async () => {
    const all = Object.entries(await trusted());
    expect(all.length).toBeGreaterThan(50);
    for (const [digest, text] of all) expect(digest).toBe(sha256(text));
  });

  it('are sent as they are listed, whatever method sends them', async () => {
    const manifest = await trusted();
    const { url, asked } = await serve((_, response) => reply(response, { errors: [{ message: 'no' }] }));
    const taiwa = new Taiwa({ url, apiKey: 'key' });
    const resources = Object.values(taiwa).filter((one): one is object => typeof one === 'object' && one !== null);
    const methods = resources.flatMap((one) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(one))
        .filter((name) => name !== 'constructor')
        .map((name) => ({ one, name })),
    );
    for (const { one, name } of methods) await settle(Reflect.apply(Reflect.get(one, name), one, [{}, {}]));
    expect(asked.length).toBeGreaterThan(60);
    for (const { query } of asked) expect(manifest[sha256(query)]).toBe(query);
  });
});

/** Waits for what a method answered, be it a promise or a list; live ones are not begun. */
async function settle(answer: unknown): Promise<void> {
  if (typeof answer !== 'object' || answer === null) return;
  if ('page' in answer && typeof answer.page === 'function')
    await Promise.resolve(answer.page()).catch(() => undefined);
  else if (answer instanceof Promise) await answer.catch(() => undefined);
}
