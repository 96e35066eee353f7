import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { database } from '../../kernel/database.ts';
import { EXPORT_BATCH, type ExportBatch, type ExportOptions, offerExport } from '../../kernel/export-kinds.ts';
import { readWithZone } from '../../kernel/exports.ts';
import { instantOf, wallTime } from '../../kernel/time.ts';
import { LISTED, noteTwo } from '../pairs/pairs-export.ts';
import { displayName, type PersonName } from '../tenancy/name.ts';
import { canExport } from '../tenancy/people-export.ts';
import { peopleBelow } from '../tenancy/user.policy.ts';
import { visibleSessions } from './session.policy.ts';

/** The sessions of whole days in the tenant's zone, by when they are or were planned. */
function within({ from, until }: ExportOptions, zone: string): Prisma.SessionWhereInput {
  const next = until && new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    startsAt: {
      ...(from && { gte: instantOf(`${from}T00:00:00`, zone) }),
      ...(next && { lt: instantOf(`${next}T00:00:00`, zone) }),
    },
  };
}

const minutesOf = (from: Date | null, until: Date | null): number | null =>
  from && until && Math.round((until.getTime() - from.getTime()) / 60_000);

/** What a line says of the two, for each pair of the sessions; each pair is read once, not with each of its sessions. */
async function pairsOf(actor: Actor, sessions: readonly { readonly pairId: string }[]) {
  const ids = [...new Set(sessions.map(({ pairId }) => pairId))];
  const pairs = await database(actor).pair.findMany({
    where: { tenantId: actor.tenantId, id: { in: ids } },
    select: { id: true, kind: true, member: { select: LISTED }, counterpart: { select: LISTED } },
  });
  const named = (person: PersonName & { externalId: string }) => [
    person.externalId,
    displayName(person, actor.language),
  ];
  return new Map(
    pairs.map(({ id, kind, member, counterpart }) => [id, [kind, ...named(member), ...named(counterpart)]]),
  );
}

const readSessions = (actor: Actor, options: ExportOptions, after: string | null): Promise<ExportBatch> =>
  readWithZone(actor, async (zone) => {
    const below = options.departmentId ? peopleBelow(options.departmentId) : undefined;
    const ofDepartment = below ? [{ OR: [{ member: below }, { counterpart: below }] }] : [];
    const sessions = await database(actor).session.findMany({
      where: {
        AND: [visibleSessions(actor), within(options, zone), ...ofDepartment],
        ...(after !== null && { id: { gt: after } }),
      },
      select: {
        id: true,
        state: true,
        startsAt: true,
        endsAt: true,
        startedAt: true,
        endedAt: true,
        memberId: true,
        counterpartId: true,
        pairId: true,
      },
      orderBy: { id: 'asc' },
      take: EXPORT_BATCH,
    });
    noteTwo(actor, sessions, 'Session');
    const clock = (instant: Date | null) => instant && wallTime(instant, zone).slice(0, 16).replace('T', ' ');
    const pairs = await pairsOf(actor, sessions);
    const lines = sessions.map(({ pairId, state, startsAt, endsAt, startedAt, endedAt }) => [
      state,
      ...(pairs.get(pairId) ?? []),
      clock(startsAt),
      minutesOf(startsAt, endsAt),
      clock(startedAt),
      clock(endedAt),
      minutesOf(startedAt, endedAt),
    ]);
    return { lines, next: sessions.length === EXPORT_BATCH ? (sessions.at(-1)?.id ?? null) : null };
  });

offerExport('SESSIONS', {
  description: 'Who talked when and for how long, and what is planned; nothing of content. Needs sessions:read.',
  scope: 'sessions:read',
  may: canExport,
  columns: {
    ja: '状態 種類 メンバーの社員番号 メンバー 相手の社員番号 相手 予定日時 予定（分） 開始日時 終了日時 実施（分）'.split(
      ' ',
    ),
    en: [
      'State',
      'Kind',
      'Member number',
      'Member',
      'Counterpart number',
      'Counterpart',
      'Planned for',
      'Planned minutes',
      'Began',
      'Ended',
      'Minutes held',
    ],
  },
  read: readSessions,
});
