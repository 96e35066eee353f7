import { freezeTime, now } from '@taiwa/schema/kernel/time';
import { afterEach, expect, test } from 'vitest';
import { Outage } from '../src/observe/outage.ts';

let melt = () => {};
const later = (ms: number): void => {
  const at = new Date(now().getTime() + ms);
  melt();
  melt = freezeTime(at);
};
afterEach(() => melt());

test('an outage is told at once, then ever more rarely, with how often it failed', () => {
  later(0);
  const outage = new Outage();
  expect(outage.fail()).toBe(1);
  expect([outage.fail(), outage.fail()]).toEqual([0, 0]);
  expect(outage.pause).toBeGreaterThanOrEqual(750);
  later(1_250);
  expect(outage.fail()).toBe(3);
  later(1_250);
  expect(outage.fail()).toBe(0);
  later(1_250);
  expect(outage.fail()).toBe(2);
});

test('its words come at least every 75 seconds', () => {
  later(0);
  const outage = new Outage();
  for (let round = 0; round < 12; round += 1) {
    outage.fail();
    later(75_000);
  }
  outage.fail();
  expect(outage.pause).toBeLessThanOrEqual(75_000);
});

test('after it worked again, the next failure is a new one', () => {
  later(0);
  const outage = new Outage();
  outage.fail();
  outage.end();
  expect(outage.pause).toBe(0);
  expect(outage.fail()).toBe(1);
});
