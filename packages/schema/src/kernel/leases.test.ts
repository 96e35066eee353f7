import { expect, it } from 'vitest';
import { Leases } from './leases.ts';

function numbered(most: number, patience = 10_000): Leases<number> {
  let made = 0;
  return new Leases(most, patience, () => ++made);
}

it('makes things only when they are needed, and lends the last returned first', async () => {
  const leases = numbered(3);
  const [one, two] = [await leases.take(), await leases.take()];
  leases.giveBack(one);
  leases.giveBack(two);
  expect([await leases.take(), await leases.take(), await leases.take()]).toEqual([2, 1, 3]);
});

it('serves who waits in their order', async () => {
  const leases = numbered(1);
  const thing = await leases.take();
  const served: string[] = [];
  const waiting = ['first', 'second'].map(async (name) => {
    leases.giveBack(await leases.take().finally(() => served.push(name)));
  });
  leases.giveBack(thing);
  await Promise.all(waiting);
  expect(served).toEqual(['first', 'second']);
});

it('lends one group no more than its share, whatever lies there, and each as much as it returns', async () => {
  let made = 0;
  const leases = new Leases(3, 10_000, () => ++made, 2);
  const [one] = [await leases.take('noisy'), await leases.take('noisy')];
  const third = leases.take('noisy');
  const other = await leases.take('quiet');
  leases.giveBack(other);
  expect(await leases.take('quiet')).toBe(other);
  leases.giveBack(one);
  expect(await third).toBe(one);
});

it('serves those who wait group by group', async () => {
  const leases = numbered(1);
  const thing = await leases.take('noisy');
  const served: string[] = [];
  const waiting = ['noisy', 'noisy', 'noisy', 'quiet'].map(async (group) => {
    leases.giveBack(await leases.take(group).finally(() => served.push(group)));
  });
  leases.giveBack(thing);
  await Promise.all(waiting);
  expect(served).toEqual(['noisy', 'quiet', 'noisy', 'noisy']);
});

it('refuses as busy who waited too long, and forgets them', async () => {
  const leases = numbered(1, 1);
  const thing = await leases.take();
  await expect(leases.take()).rejects.toMatchObject({ code: 'BUSY' });
  leases.giveBack(thing);
  expect(await leases.take()).toBe(thing);
});
