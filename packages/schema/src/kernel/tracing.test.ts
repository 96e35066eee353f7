import { afterEach, expect, test } from 'vitest';
import { anonymous } from './actor.ts';
import { traced, useTracer } from './tracing.ts';

const nobody = anonymous('req_1');
afterEach(() => useTracer(undefined));

test('a tracer is told what ran for whom, how long and how it ended; the answer passes through', async () => {
  const told: unknown[] = [];
  useTracer((actor, field, milliseconds, failed) => told.push([actor.requestId, field, milliseconds >= 0, failed]));
  expect(await traced(nobody, 'Query.a', () => 1)).toBe(1);
  await expect(traced(nobody, 'Query.b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(told).toEqual([
    ['req_1', 'Query.a', true, false],
    ['req_1', 'Query.b', true, true],
  ]);
});

test('without a tracer fields run as they are', async () => {
  expect(await traced(nobody, 'Query.a', async () => 'x')).toBe('x');
});
