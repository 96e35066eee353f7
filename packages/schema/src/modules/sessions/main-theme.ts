import type { ResponseKind, TopicCode } from '../../generated/prisma/enums.ts';
import type { Db } from '../../kernel/database.ts';

/** A topic and the response wanted to it: what numbers and hints are kept by. */
export interface Cell {
  readonly topicCode: TopicCode;
  readonly response: ResponseKind;
}

/** The cell of a session's main theme, for one of the two; OTHER × UNDECIDED where nothing was chosen. */
export async function mainCellOf(db: Db, tenantId: string, sessionId: string): Promise<Cell> {
  const main = await db.theme.findFirst({ where: { tenantId, sessionId }, orderBy: { position: 'asc' } });
  return main ? { topicCode: main.countsAs, response: main.response } : { topicCode: 'OTHER', response: 'UNDECIDED' };
}
