import { database } from '../../kernel/database.ts';
import { inOrder, loader } from '../../kernel/loaders.ts';
import { visibleEntries } from './transcript.policy.ts';

/** The segments of an import that are still there. */
export interface ImportRemains {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Under which grant an import was taken into which talk. */
export interface ImportGrant {
  readonly sessionId: string;
  readonly grantId: string;
}

/** From where to where segments of an import are left; null where there are none. */
export const remainsOf = loader(
  async (actor, grants: readonly ImportGrant[]): Promise<(ImportRemains | null)[]> => {
    const [sessions, ids] = [grants.map(({ sessionId }) => sessionId), grants.map(({ grantId }) => grantId)];
    const rows = await database(actor).transcriptEntry.groupBy({
      by: ['grantId'],
      where: {
        AND: visibleEntries(actor),
        sessionId: { in: sessions },
        grantId: { in: ids },
        kind: 'SEGMENT',
        words: { not: null },
      },
      _min: { seq: true },
      _max: { seq: true },
    });
    return inOrder(ids, rows, ({ grantId }) => grantId ?? '').map(
      (row) => row && { fromSeq: row._min.seq ?? 0, toSeq: row._max.seq ?? 0 },
    );
  },
  ({ grantId }) => grantId,
);
