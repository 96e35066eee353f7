import { afterEach, expect, test } from 'vitest';
import { holdWrites } from '@taiwa/schema/kernel/space';
import { Attendance, type Post } from '../src/jobs/attendance.ts';
import { openLog } from '../src/observe/log.ts';

const lines: string[] = [];
const log = openLog('warn', { write: (line) => void lines.push(line) });
afterEach(() => holdWrites(false));

/** Posts that write down what becomes of them. */
function posts() {
  const done: string[] = [];
  const post = (name: string, evenWhenFull: boolean): Post => ({
    evenWhenFull,
    takeUp: async () => void done.push(`+${name}`),
    leave: async () => void done.push(`-${name}`),
  });
  return { done, all: [post('usual', false), post('purge', true)] };
}

test('a server that starts on a full disk begins with what frees space, and says that the rest waits', async () => {
  holdWrites(true);
  const { done, all } = posts();
  const attendance = new Attendance(all, log);
  await attendance.begin();
  expect(done).toEqual(['+purge']);
  expect(lines.filter((line) => line.includes('Jobs wait'))).toHaveLength(1);
  holdWrites(false);
  await expect.poll(() => done).toEqual(['+purge', '+usual']);
  await attendance.end();
});

test('a disk that fills and empties many times leaves every queue as it is wanted last', async () => {
  const { done, all } = posts();
  const attendance = new Attendance(all, log);
  await attendance.begin();
  for (const isShort of [true, false, true, false, true]) holdWrites(isShort);
  await expect.poll(() => done.at(-1)).toBe('-usual');
  expect(done.filter((one) => one === '+purge')).toHaveLength(1);
  await attendance.end();
  holdWrites(false);
  expect(done.at(-1)).toBe('-usual');
});

test('a queue that cannot be taken up at the start fails the start', async () => {
  const broken: Post = { evenWhenFull: false, takeUp: () => Promise.reject(new Error('gone')), leave: async () => {} };
  const attendance = new Attendance([broken], log);
  await expect(attendance.begin()).rejects.toThrow('gone');
  await attendance.end();
});

test('a queue that cannot be taken up later is tried again', { timeout: 60_000 }, async () => {
  let failures = 0;
  const { done, all } = posts();
  const shaky: Post = {
    evenWhenFull: false,
    takeUp: async () => {
      if (failures++ === 1) throw new Error('gone');
      done.push('+shaky');
    },
    leave: async () => {},
  };
  const attendance = new Attendance([...all, shaky], log);
  await attendance.begin();
  holdWrites(true);
  await expect.poll(() => done).toContain('-usual');
  holdWrites(false);
  await expect.poll(() => done.filter((one) => one === '+shaky')).toHaveLength(2);
  expect(done.filter((one) => one === '+usual')).toHaveLength(2);
  await attendance.end();
});
