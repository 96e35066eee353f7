import type { Actor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { EXPORT_BATCH, type ExportBatch, type ExportOptions, offerExport } from '../../kernel/export-kinds.ts';
import { canArrangePairs } from '../pairs/pair.policy.ts';
import { canAdminister } from '../tenancy/tenant.policy.ts';
import { visibleImportIssues } from './import.policy.ts';

const readIssues = (actor: Actor, { importId }: ExportOptions, after: string | null): Promise<ExportBatch> =>
  read(actor, async () => {
    const issues = await database(actor).importIssue.findMany({
      where: {
        AND: visibleImportIssues(actor),
        importId: importId ?? '',
        ...(after !== null && { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: EXPORT_BATCH,
    });
    const lines = issues.map(({ line, column, code, ...says }) => [line, column, says[actor.language], code]);
    return { lines, next: issues.length === EXPORT_BATCH ? (issues.at(-1)?.id ?? null) : null };
  });

offerExport('IMPORT_ISSUES', {
  description: 'What is not right in a file, line by line. Needs people:read.',
  scope: 'people:read',
  may: (actor) => canAdminister(actor) || canArrangePairs(actor),
  columns: { ja: ['行', '列', '内容', 'コード'], en: ['Line', 'Column', 'What is wrong', 'Code'] },
  read: readIssues,
});
