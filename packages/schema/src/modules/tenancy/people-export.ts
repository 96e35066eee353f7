import { type Actor, hasRole } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { EXPORT_BATCH, type ExportBatch, type ExportOptions, offerExport } from '../../kernel/export-kinds.ts';
import { noteReads } from '../../kernel/reads.ts';
import { nameIn } from './name.ts';
import { canSeePrivate, peopleBelow, peopleInScope, visibleUsers } from './user.policy.ts';

/** Who fetches lists of the tenant: administrators, advisors (of those they were given) and servers. */
export const canExport = (actor: Actor): boolean =>
  actor.kind === 'key' || hasRole(actor, 'ADMIN') || hasRole(actor, 'ADVISOR');

/** The clause for people on a list: all, or for an advisor those they were given. */
export const exportedPeople = (actor: Actor, { departmentId }: ExportOptions) => ({
  AND: [
    visibleUsers(actor),
    ...(actor.kind === 'person' && !hasRole(actor, 'ADMIN') ? [peopleInScope(actor)] : []),
    ...(departmentId ? [peopleBelow(departmentId)] : []),
  ],
});

async function readPeople(actor: Actor, options: ExportOptions, after: string | null): Promise<ExportBatch> {
  const people = await read(actor, () =>
    database(actor).user.findMany({
      where: { ...exportedPeople(actor, options), ...(after !== null && { id: { gt: after } }) },
      include: { department: { select: { name: true, nameEn: true } } },
      orderBy: { id: 'asc' },
      take: EXPORT_BATCH,
    }),
  );
  noteReads(
    actor,
    people.flatMap(({ id }) => (id === actor.userId ? [] : [id])),
    'User',
  );
  const lines = people.map((user) => {
    const isPrivate = !canSeePrivate(actor, user.id);
    const name = [user.familyName, user.givenName, user.familyKana, user.givenKana, user.latinName];
    const email = isPrivate ? null : user.email;
    const hiredOn = isPrivate ? null : (user.hiredOn?.toISOString().slice(0, 10) ?? null);
    const left = user.deactivatedAt?.toISOString().slice(0, 10) ?? null;
    const department = nameIn(actor.language, user.department);
    return [user.externalId, ...name, department, user.roles.join(' '), email, hiredOn, user.language, left];
  });
  return { lines, next: people.length === EXPORT_BATCH ? (people.at(-1)?.id ?? null) : null };
}

offerExport('PEOPLE', {
  description: 'People, also who left; e-mail and day of hiring for administrators only. Needs people:read.',
  scope: 'people:read',
  may: canExport,
  columns: {
    ja: '社員番号 姓 名 姓カナ 名カナ ローマ字 部署 権限 メールアドレス 入社日 言語 退職日'.split(' '),
    en: [
      'Employee number',
      'Family name',
      'Given name',
      'Family name kana',
      'Given name kana',
      'Latin name',
      'Department',
      'Roles',
      'E-mail',
      'Hired on',
      'Language',
      'Left on',
    ],
  },
  read: readPeople,
});
