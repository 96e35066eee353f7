import type { Actor, Role } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { recordAll } from '../../kernel/events.ts';
import { newId } from '../../kernel/ids.ts';
import { inSlices, insertRows } from '../../kernel/insert-rows.ts';
import { signal } from '../../kernel/signals.ts';
import { now } from '../../kernel/time.ts';
import { nameKeys } from './name.ts';

/** Everything that can be written of a person at once. */
export interface PersonRow {
  readonly id: string;
  readonly externalId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly familyKana: string | null;
  readonly givenKana: string | null;
  readonly latinName: string | null;
  readonly email: string | null;
  readonly language: 'ja' | 'en' | null;
  readonly roles: readonly Role[];
  readonly departmentId: string;
  readonly hiredOn: Date | null;
}

const recordPeople = (
  db: Db,
  actor: Actor,
  change: 'created' | 'changed' | 'deactivated' | 'removed',
  ids: readonly string[],
) =>
  recordAll(
    db,
    ids.map((id) => ({ type: `user.${change}` as const, subject: { type: 'User', id }, ids: {}, actor })),
  );

/** Registers people who were checked before. */
export async function registerPeople(db: Db, actor: Actor, people: readonly PersonRow[]): Promise<void> {
  const { tenantId } = actor;
  const createdAt = now();
  const rows = people.map((person) => {
    return { ...person, ...nameKeys(person), roles: [...person.roles], tenantId, createdAt };
  });
  await insertRows(db, 'app_user', rows);
  await recordPeople(
    db,
    actor,
    'created',
    people.map(({ id }) => id),
  );
}

/** Writes people anew as they are given. Ends the tokens of those in `losing`, who lose a role by it. */
export async function rewritePeople(
  db: Db,
  actor: Actor,
  people: readonly PersonRow[],
  losing: readonly string[] = [],
): Promise<void> {
  const { tenantId } = actor;
  const rows = people.map((person) => ({ ...person, ...nameKeys(person) }));
  await inSlices(
    rows,
    (slice) => db.$executeRaw`
      update app_user u set external_id = r."externalId", family_name = r."familyName", given_name = r."givenName",
        family_kana = r."familyKana", given_kana = r."givenKana", latin_name = r."latinName", email = r.email,
        language = r.language::"Language", roles = r.roles::"Role"[], department_id = r."departmentId",
        hired_on = r."hiredOn"::timestamptz::date, kana_key = r."kanaKey", latin_key = r."latinKey", search_key = r."searchKey"
      from jsonb_to_recordset(${JSON.stringify(slice)}::jsonb) r(id text, "externalId" text, "familyName" text,
        "givenName" text, "familyKana" text, "givenKana" text, "latinName" text, email text, language text, roles text[],
        "departmentId" text, "hiredOn" text, "kanaKey" text, "latinKey" text, "searchKey" text)
      where u.tenant_id = ${tenantId} and u.id = r.id`,
  );
  await endTokensOf(db, tenantId, losing);
  await recordPeople(
    db,
    actor,
    'changed',
    people.map(({ id }) => id),
  );
}

/** Ends every token that these people have so far. */
async function endTokensOf(db: Db, tenantId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const ended = await db.$queryRaw<{ id: string; tokenVersion: number }[]>`
    update app_user set token_version = token_version + 1
    where tenant_id = ${tenantId} and id = any(${[...ids]}) returning id, token_version as "tokenVersion"`;
  const revokedAt = now();
  const rows = ended.map(({ id, tokenVersion }) => {
    return { tenantId, id: newId('rev'), subject: 'USER', subjectId: id, tokenVersion, revokedAt };
  });
  await insertRows(db, 'revocation', rows);
  await signal(db, 'revocations');
}

/** Marks people as having left, as `deactivateUser` does one. */
export async function letPeopleGo(db: Db, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { tenantId } = actor;
  await db.user.updateMany({ where: { tenantId, id: { in: [...ids] } }, data: { deactivatedAt: now() } });
  await endTokensOf(db, tenantId, ids);
  await recordPeople(db, actor, 'deactivated', ids);
}

/** Takes back that people left; what had ended with it (tokens, planned sessions) stays ended. */
export async function takePeopleBack(db: Db, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { tenantId } = actor;
  await db.user.updateMany({ where: { tenantId, id: { in: [...ids] } }, data: { deactivatedAt: null } });
  await recordPeople(db, actor, 'changed', ids);
}

/** Removes people as if they had never been registered; only who has nothing yet. A foreign key stands in the way else. */
export async function removePeople(db: Db, actor: Actor, ids: readonly string[]): Promise<void> {
  const { tenantId } = actor;
  await inSlices(ids, (slice) => db.user.deleteMany({ where: { tenantId, id: { in: slice } } }));
  await recordPeople(db, actor, 'removed', ids);
}
