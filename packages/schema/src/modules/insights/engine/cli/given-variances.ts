import type { Variances } from '../mixed-model-variance.ts';
import { givenNumber, givenRecord } from './given.ts';

/**
 * Variances of a given JSON `{ variance: { tenant, manager, mm, member, Residual, rho? } }` (the shape of an lme4 fit), or
 * undefined where there is no `variance`. Months are independent unless `rho` says otherwise.
 * @throws InputError for a missing or bad number.
 */
export function givenVariances(given: unknown): Variances | undefined {
  const record = givenRecord(given, 'variance');
  if (record === undefined) return undefined;
  return {
    tenant: givenNumber(record, 'tenant'),
    manager: givenNumber(record, 'manager'),
    managerMonth: givenNumber(record, 'mm'),
    member: givenNumber(record, 'member'),
    residual: givenNumber(record, 'Residual'),
    correlation: 'rho' in record ? givenNumber(record, 'rho') : 0,
  };
}

/** Variances in the shape in which they are given. */
export function reportVariances(variances: Variances): Record<string, number> {
  const { tenant, manager, managerMonth, member, residual, correlation } = variances;
  return { tenant, manager, mm: managerMonth, member, Residual: residual, rho: correlation };
}
