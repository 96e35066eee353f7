import { asSystem } from './database.ts';
import { every } from './jobs.ts';
import { retentionRules } from './retention.ts';

/** Deletes what is due by each table's rule, each in a transaction of its own; says how many rows of which table. Throws after all of them when some failed. */
export async function purgeAll(): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const faults: unknown[] = [];
  for (const [model, { purge }] of retentionRules())
    if (purge)
      await asSystem('purge', purge).then(
        (count) => counts.set(model, count),
        (error) => faults.push(error),
      );
  if (faults.length > 0) throw new AggregateError(faults, 'Not everything that is due could be deleted.');
  return counts;
}

every('17 * * * *', {
  name: 'retention.purge',
  evenWhenFull: true,
  forAll: async () => {
    await purgeAll();
  },
});
