import { newId } from '../../kernel/ids.ts';
import { type Cast, whoSees } from '../exposure.ts';
import { AROUND_A_PAIR } from './pairs.ts';
import { TENANT } from './tenancy.ts';

const from = new Date('2030-01-01T00:00:00Z');

const writeGuideline = ({ write }: Cast, target: { readonly pairId?: string; readonly userId?: string } = {}) =>
  write('admin', async (db, { tenantId }) => {
    const asked = { sessions: 2, everyMonths: 1, minutes: 30, from, createdAt: from };
    return (await db.guideline.create({ data: { tenantId, id: newId('gui'), ...target, ...asked } })).id;
  });

whoSees('Guideline', { seenBy: TENANT, make: (cast) => writeGuideline(cast) });
whoSees('Guideline', {
  as: 'of a pair',
  seenBy: AROUND_A_PAIR,
  make: (cast) => writeGuideline(cast, { pairId: cast.pairId }),
});
whoSees('Guideline', {
  as: 'of a person',
  seenBy: ['member', 'advisor', 'admin', 'key'],
  make: (cast) => writeGuideline(cast, { userId: cast.actors.member.userId }),
});
