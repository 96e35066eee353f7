import { concernsPeople } from '../../kernel/personal.ts';

concernsPeople('Import', {
  copied: (db, { tenantId, userId }) =>
    db.import.findMany({
      where: { tenantId, requestedById: userId },
      select: { id: true, kind: true, state: true, requestedById: true, createdAt: true, appliedAt: true },
    }),
  erased: 'It says what was done in bulk, bears an id that leads to no name any more, and goes by its rule.',
});

concernsPeople('ImportChange', {
  copied: (db, { tenantId, userId }) =>
    db.importChange.findMany({
      where: { tenantId, subjectId: userId },
      select: { id: true, kind: true, subjectId: true, label: true, fields: true, createdAt: true },
    }),
  erased: (db, { tenantId, userId }) => db.importChange.deleteMany({ where: { tenantId, subjectId: userId } }),
});

concernsPeople('ImportIssue', {
  copied: 'It says what was wrong in a line of a file, not whose line it was.',
  erased: 'It says what was wrong in a line of a file, not whose line it was, and goes within days.',
});
