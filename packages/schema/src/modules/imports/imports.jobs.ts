import { onEvent } from '../../kernel/jobs.ts';
import { retain } from '../../kernel/retention.ts';
import { after, now } from '../../kernel/time.ts';
import { runImport } from './import-run.ts';
import { runUndo } from './undo.ts';

onEvent('import.requested', { name: 'imports.run', run: ({ ids }, job) => runImport(job, ids.importId) });
onEvent('import.undoRequested', { name: 'imports.undo', run: ({ ids }, job) => runUndo(job, ids.importId) });

/** How long the row of an import is kept; it names no person. */
const KEPT_DAYS = 365;
/** How long its lines are kept: an import can be taken back for one day. */
const LINES_KEPT_DAYS = 3;

const before = (days: number) => ({ createdAt: { lte: after(now(), -days, 'days') } });

retain('Import', {
  says: `Removed after ${KEPT_DAYS} days.`,
  purge: async (db) => (await db.import.deleteMany({ where: before(KEPT_DAYS) })).count,
});
retain('ImportIssue', {
  says: `Removed after ${LINES_KEPT_DAYS} days.`,
  purge: async (db) => (await db.importIssue.deleteMany({ where: before(LINES_KEPT_DAYS) })).count,
});
retain('ImportChange', {
  says: `Removed after ${LINES_KEPT_DAYS} days.`,
  purge: async (db) => (await db.importChange.deleteMany({ where: before(LINES_KEPT_DAYS) })).count,
});
