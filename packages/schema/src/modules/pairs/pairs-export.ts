import type { Actor } from '../../kernel/actor.ts';
import { database } from '../../kernel/database.ts';
import { EXPORT_BATCH, type ExportBatch, type ExportOptions, offerExport } from '../../kernel/export-kinds.ts';
import { readWithZone } from '../../kernel/exports.ts';
import { noteReads } from '../../kernel/reads.ts';
import { dayOf } from '../../kernel/time.ts';
import { displayName } from '../tenancy/name.ts';
import { canExport } from '../tenancy/people-export.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { type TwoPeople, visiblePairs } from './pair.policy.ts';

/** Of a person, what a list shows. */
export const LISTED = {
  externalId: true,
  familyName: true,
  givenName: true,
  latinName: true,
} as const;

/** Notes that rows of two people each were read, but not one's own. */
export function noteTwo(actor: Actor, rows: readonly TwoPeople[], type: string): void {
  const others = rows.filter(({ memberId, counterpartId }) => ![memberId, counterpartId].includes(actor.userId));
  noteReads(actor, [...new Set(others.flatMap(({ memberId, counterpartId }) => [memberId, counterpartId]))], type);
}

const readPairs = (actor: Actor, { departmentId }: ExportOptions, after: string | null): Promise<ExportBatch> =>
  readWithZone(actor, async (zone) => {
    const below = departmentId ? peopleBelow(departmentId) : undefined;
    const pairs = await database(actor).pair.findMany({
      where: {
        AND: [visiblePairs(actor), ...(below ? [{ OR: [{ member: below }, { counterpart: below }] }] : [])],
        ...(after !== null && { id: { gt: after } }),
      },
      select: {
        id: true,
        kind: true,
        memberId: true,
        counterpartId: true,
        startedAt: true,
        endedAt: true,
        member: { select: LISTED },
        counterpart: { select: LISTED },
      },
      orderBy: { id: 'asc' },
      take: EXPORT_BATCH,
    });
    noteTwo(actor, pairs, 'Pair');
    const lines = pairs.map(({ kind, member, counterpart, startedAt, endedAt }) => [
      kind,
      member.externalId,
      displayName(member, actor.language),
      counterpart.externalId,
      displayName(counterpart, actor.language),
      dayOf(startedAt, zone),
      endedAt && dayOf(endedAt, zone),
    ]);
    return { lines, next: pairs.length === EXPORT_BATCH ? (pairs.at(-1)?.id ?? null) : null };
  });

offerExport('PAIRS', {
  description: 'Who meets whom, also pairs that have ended. Needs pairs:read.',
  scope: 'pairs:read',
  may: canExport,
  columns: {
    ja: '種類 メンバーの社員番号 メンバー 相手の社員番号 相手 開始日 終了日'.split(' '),
    en: ['Kind', 'Member number', 'Member', 'Counterpart number', 'Counterpart', 'Since', 'Ended on'],
  },
  read: readPairs,
});
