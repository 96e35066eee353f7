import type { Actor } from '../../kernel/actor.ts';
import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { purposeOf } from './pair-purpose.ts';

const own = ({ tenantId, userId }: Actor) => ({ tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] });

concernsPeople('Pair', {
  copied: async (db, person) => {
    const pairs = await db.pair.findMany({ where: own(person), omit: { tenantId: true } });
    return Promise.all(pairs.map(async (pair) => ({ ...pair, purpose: await purposeOf(person, pair) })));
  },
  erased: 'The history is the other’s as well, who had it with a former member.',
  stays: (db, person) => db.pair.count({ where: own(person) }),
});

concernsPeople('PairLevel', {
  copied: (db, person) => db.pairLevel.findMany({ where: own(person), omit: { tenantId: true } }),
  erased: 'The history is the other’s as well, who had it with a former member.',
});

concernsPeople('PairPause', {
  copied: (db, person) =>
    db.pairPause.findMany({ where: { tenantId: person.tenantId, pair: own(person) }, omit: { tenantId: true } }),
  erased: 'Days of a pair that stays with the other.',
});

concernsNobody('SignUp');

concernsPeople('Volunteer', {
  copied: (db, { tenantId, userId }) =>
    db.volunteer.findMany({ where: { tenantId, userId }, omit: { tenantId: true } }),
  erased: (db, { tenantId, userId }) => db.volunteer.deleteMany({ where: { tenantId, userId } }),
  goes: (db, { tenantId, userId }) => db.volunteer.count({ where: { tenantId, userId } }),
});
