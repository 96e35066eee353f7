import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { ask, codeOf, send } from './caller.ts';
import { launchMain, newFolder, readyAt, stop } from './process.ts';

/** Ids of the embedded server below a folder and of all its backends. */
function serverOf(folder: string): number[] {
  const [pidFile] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('postmaster.pid'),
  );
  const postmaster = Number(readFileSync(join(folder, pidFile ?? ''), 'utf8').split('\n')[0]);
  const parentOf = (pid: string): number => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
    } catch {
      return 0;
    }
  };
  const backends = readdirSync('/proc').filter((one) => /^\d+$/.test(one) && parentOf(one) === postmaster);
  return [postmaster, ...backends.map(Number)];
}

/** Lets the whole server neither answer nor end; answers how to wake it. It wakes with the end of the test at the latest. */
function freeze(folder: string): () => void {
  const pids = serverOf(folder);
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  signal('SIGSTOP');
  const wake = () => signal('SIGCONT');
  onTestFinished(wake);
  return wake;
}

test.skipIf(process.platform !== 'linux')(
  'while its database is frozen a process answers with a typed 503; it recovers by itself, and its end is held up no longer than its hard stop',
  async () => {
    const folder = newFolder();
    const running = launchMain({ PORT: '0', TAIWA_DATA: folder });
    const url = await readyAt(running);
    const document = '{ demoPeople { userId } }';
    expect((await send(url, document)).status).toBe(200);

    const wake = freeze(folder);
    const asked = Array.from({ length: 20 }, () =>
      ask(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query: document }),
      }),
    );
    for (const answer of await Promise.all(asked)) {
      expect([answer.status, codeOf(answer)]).toEqual([503, 'BUSY']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await ask(`${url}/livez`)).status).toBe(200);
    wake();
    await expect.poll(async () => (await send(url, document)).status).toBe(200);

    const wakeAgain = freeze(folder);
    expect(await stop(running, 'SIGTERM')).toBe(1);
    expect(running.stderr()).toContain('stopping took too long');
    wakeAgain();

    const next = launchMain({ PORT: '0', TAIWA_DATA: folder });
    expect((await send(await readyAt(next), document)).status).toBe(200);
    expect(await stop(next)).toBe(0);
  },
  120_000,
);
