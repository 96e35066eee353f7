import type { Actor } from '../../kernel/actor.ts';
import { holdsOwn } from '../../kernel/own-columns.ts';
import { concernsNobody, concernsPeople } from '../../kernel/personal.ts';
import { shredPersonKey } from '../../kernel/person-keys.ts';
import { hintText } from './hint.ts';
import { authorMark, ownHints, readerMark } from './hint.policy.ts';

concernsPeople('Hint', {
  copied: async (db, person) => {
    const hints = await db.hint.findMany({
      where: ownHints(person),
      omit: { tenantId: true, authorPseudonym: true, reviewedById: true, reviewedAt: true, reportedBefore: true },
    });
    return Promise.all(
      hints.map(async ({ sealed, ...hint }) => ({ ...hint, text: await hintText(person, { ...hint, sealed }) })),
    );
  },
  erased: async (db, person) => {
    await db.hint.deleteMany({ where: ownHints(person) });
    await shredPersonKey(db, person.tenantId, authorMark(person));
  },
  goes: (db, person) => db.hint.count({ where: ownHints(person) }),
});

holdsOwn('Hint', 'sealed', { key: 'id', author: 'author_pseudonym', holder: authorMark });

const asReader = (person: Actor) => ({ tenantId: person.tenantId, readerMark: readerMark(person) });

concernsPeople('HintReport', {
  copied: 'It bears no name: only a mark that cannot be computed from the database.',
  erased: (db, person) => db.hintReport.deleteMany({ where: asReader(person) }),
});

concernsPeople('HintHelp', {
  copied: 'It bears no name: only a mark that cannot be computed from the database.',
  erased: (db, person) => db.hintHelp.deleteMany({ where: asReader(person) }),
});

concernsNobody('HintSharing', 'SharedHint');
