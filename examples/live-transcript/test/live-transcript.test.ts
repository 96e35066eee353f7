import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { launchMain, newFolder, readyAt, stop } from '../../../packages/api/test/process.ts';
import { startTalk } from '../../../packages/sdk/test/faults/talk.ts';

const EXAMPLE = fileURLToPath(new URL('../src/live-transcript.ts', import.meta.url));

/** Runs the example until it has printed so many lines, then presses Ctrl+C; answers its lines without colours. */
async function read(url: string, lines: number, ...args: string[]): Promise<string[]> {
  const all = ['--conditions=source', '--import', 'tsx', EXAMPLE, '--url', url, ...args];
  const child = spawn(process.execPath, all, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let printed = '';
  let isAsked = false;
  const told = () => printed.split('\n').slice(0, -1);
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (told().length >= lines && !isAsked) isAsked = child.kill('SIGINT');
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(status).toBe(0);
  return told();
}

it('prints what is said while it is said, and goes on where it was left', async () => {
  const server = launchMain({ TAIWA_DATA: newFolder(), PORT: '0' });
  const url = await readyAt(server);
  const talk = await startTalk(url);
  const member = talk.member.at(url);
  const said: string[] = [];
  const say = async (...texts: string[]) => {
    const segments = texts.map((text) => {
      said.push(text);
      return { clientId: `s-${said.length}`, speaker: 'MEMBER' as const, startMs: 0, endMs: 0, text };
    });
    await member.transcripts.append({ sessionId: talk.sessionId, grantId: talk.grantId, segments });
  };
  await say('すっきり𠮷', 'a \u001B[31mred\u001B[0m word');
  const first = read(url, 3, '--session', talk.sessionId);
  await say('third');
  const lines = await first;
  expect(lines.slice(0, 3).map((line) => line.slice(9))).toEqual([
    'Member  すっきり𠮷',
    'Member  a  [31mred [0m word',
    'Member  third',
  ]);
  const goOn = /--after (\d+)$/.exec(lines.at(-1) ?? '')?.[1] ?? '';
  await say('fourth');
  const rest = await read(url, 1, '--session', talk.sessionId, '--after', goOn);
  expect(rest[0]).toContain('fourth');
  member.close();
  await stop(server);
});
