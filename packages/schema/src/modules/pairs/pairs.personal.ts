import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { ofPerson } from './pair.policy.ts';
import { purposeOf } from './pair-purpose.ts';

concernsPeople('Pair', {
  copied: async (db, person) => {
    const pairs = await db.pair.findMany({ where: ofPerson(person), omit: { tenantId: true } });
    return Promise.all(pairs.map(async (pair) => ({ ...pair, purpose: await purposeOf(person, pair) })));
  },
  erased: 'The history is the other’s as well, who had it with a former member.',
  stays: (db, person) => db.pair.count({ where: ofPerson(person) }),
});

concernsPeople('PairLevel', {
  copied: (db, person) => db.pairLevel.findMany({ where: ofPerson(person), omit: { tenantId: true } }),
  erased: 'The history is the other’s as well, who had it with a former member.',
});

concernsPeople('PairPause', {
  copied: (db, person) =>
    db.pairPause.findMany({ where: { tenantId: person.tenantId, pair: ofPerson(person) }, omit: { tenantId: true } }),
  erased: 'Days of a pair that stays with the other.',
});

concernsNobody('SignUp');

concernsPeople('Volunteer', {
  copied: (db, { tenantId, userId }) =>
    db.volunteer.findMany({ where: { tenantId, userId }, omit: { tenantId: true } }),
  erased: (db, { tenantId, userId }) => db.volunteer.deleteMany({ where: { tenantId, userId } }),
  goes: (db, { tenantId, userId }) => db.volunteer.count({ where: { tenantId, userId } }),
});
