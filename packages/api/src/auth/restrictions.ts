import { forgetRestrictions, readRestrictions, RESTRICTIONS } from '@taiwa/schema/modules/tenancy/restricted-tenants';
import type { Logger } from '../observe/log.ts';
import { watchTable } from './table-watch.ts';

/** Keeps in mind in which tenants anybody's data is restricted, so that policies ask only there; until the answer is called. */
export async function watchRestrictions(log: Logger): Promise<() => Promise<void>> {
  const stop = await watchTable({ name: 'restrictions', topic: RESTRICTIONS, look: readRestrictions }, log);
  return async () => {
    await stop();
    forgetRestrictions();
  };
}
