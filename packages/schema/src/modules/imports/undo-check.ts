import type { Prisma } from '../../generated/prisma/client.ts';
import type { Db } from '../../kernel/database.ts';
import { Problem } from '../../kernel/problems.ts';
import { says } from './words.ts';

/** Why an import cannot be taken back: what became of what it wrote. */
export type Dependent = 'CHANGED_PEOPLE' | 'USED_PEOPLE' | 'USED_DEPARTMENTS' | 'USED_PAIRS' | 'NEW_PAIRS';

/** Something that would break if an import were taken back. */
export interface DependentCount {
  readonly kind: Dependent;
  readonly count: number;
  /** What the first of them are called. */
  readonly labels: readonly string[];
}

/** What an import wrote has been used since. */
export class ImportInUse extends Problem {
  readonly dependents: readonly DependentCount[];

  constructor(dependents: readonly DependentCount[]) {
    super(says.IMPORT_IN_USE);
    this.dependents = dependents;
  }
}

type Change = Prisma.ImportChangeGetPayload<object>;
type Kind = Change['kind'];

/** The changes of an import, by kind. */
export class Written {
  readonly #changes: readonly Change[];

  constructor(changes: readonly Change[]) {
    this.#changes = changes;
  }

  /** Those of these kinds. */
  of(...kinds: Kind[]): readonly Change[] {
    return this.#changes.filter(({ kind }) => kinds.includes(kind));
  }

  /** The ids of what these kinds are about. */
  ids(...kinds: Kind[]): string[] {
    return this.of(...kinds).map(({ subjectId }) => subjectId);
  }
}

type Found = readonly { readonly id: string }[];

/** People who are no longer what the import made of them. */
const changedPeople = (db: Db, tenantId: string, importId: string) => db.$queryRaw<Found>`
  select c.subject_id as id from import_change c
  join app_user u on u.tenant_id = c.tenant_id and u.id = c.subject_id
  cross join lateral (select jsonb_build_object('externalId', u.external_id, 'familyName', u.family_name,
    'givenName', u.given_name, 'familyKana', u.family_kana, 'givenKana', u.given_kana, 'latinName', u.latin_name,
    'email', u.email, 'language', u.language, 'departmentId', u.department_id, 'roles', to_jsonb(u.roles)) as fields) now
  where c.tenant_id = ${tenantId} and c.import_id = ${importId} and c.kind in ('PERSON_CHANGED', 'PERSON_MOVED')
    and (not now.fields @> (c.after - 'hiredOn') or u.deactivated_at is not null
      or (c.after ? 'hiredOn' and left(c.after ->> 'hiredOn', 10)::date is distinct from u.hired_on))`;

/** People of the import who have done something, or something was done to them. */
const usedPeople = (db: Db, tenantId: string, ids: string[], pairs: string[]) => db.$queryRaw<Found>`
  select u.id from app_user u where u.tenant_id = ${tenantId} and u.id = any(${ids}) and (
    u.deactivated_at is not null
    or exists (select from pair p where p.tenant_id = u.tenant_id and p.member_id = u.id and p.id <> all(${pairs}))
    or exists (select from pair p where p.tenant_id = u.tenant_id and p.counterpart_id = u.id and p.id <> all(${pairs}))
    or exists (select from embed_grant g where g.tenant_id = u.tenant_id and g.user_id = u.id)
    or exists (select from guideline g where g.tenant_id = u.tenant_id and g.user_id = u.id)
    or exists (select from volunteer v where v.tenant_id = u.tenant_id and v.user_id = u.id)
    or exists (select from advisor_scope s where s.tenant_id = u.tenant_id and u.id in (s.advisor_id, s.user_id)))`;

const usedDepartments = (db: Db, tenantId: string, ids: string[], people: string[]) => db.$queryRaw<Found>`
  select d.id from department d where d.tenant_id = ${tenantId} and d.id = any(${ids}) and (
    exists (select from app_user u where u.tenant_id = d.tenant_id and u.department_id = d.id and u.id <> all(${people}))
    or exists (select from department c where c.tenant_id = d.tenant_id and c.parent_id = d.id and c.id <> all(${ids}))
    or exists (select from guideline g where g.tenant_id = d.tenant_id and g.department_id = d.id)
    or exists (select from advisor_scope s where s.tenant_id = d.tenant_id and s.department_id = d.id))`;

const usedPairs = (db: Db, tenantId: string, ids: string[]) => db.$queryRaw<Found>`
  select p.id from pair p where p.tenant_id = ${tenantId} and p.id = any(${ids}) and (p.ended_at is not null
    or p.purpose is not null
    or exists (select from session s where s.tenant_id = p.tenant_id and s.pair_id = p.id)
    or exists (select from guideline g where g.tenant_id = p.tenant_id and g.pair_id = p.id)
    or exists (select from pair_level l where l.tenant_id = p.tenant_id and l.pair_id = p.id)
    or exists (select from pair_pause q where q.tenant_id = p.tenant_id and q.pair_id = p.id))`;

/** Pairs that took the place of those the import ended. */
const newPairs = (db: Db, tenantId: string, ids: string[]) => db.$queryRaw<Found>`
  select old.id from pair old join pair p on p.tenant_id = old.tenant_id and p.member_id = old.member_id
    and p.counterpart_id = old.counterpart_id and p.kind = old.kind and p.ended_at is null
  where old.tenant_id = ${tenantId} and old.id = any(${ids})`;

const MOST_LABELS = 5;

/** Throws ImportInUse where something of the import has been changed or used since. */
export async function demandUnused(db: Db, tenantId: string, importId: string, written: Written): Promise<void> {
  const people = written.ids('PERSON_CREATED');
  const made = written.ids('PAIR_MADE');
  const placed = [...people, ...written.ids('PERSON_MOVED')];
  const found: readonly (readonly [Dependent, Found])[] = [
    ['CHANGED_PEOPLE', await changedPeople(db, tenantId, importId)],
    ['USED_PEOPLE', await usedPeople(db, tenantId, people, made)],
    ['USED_DEPARTMENTS', await usedDepartments(db, tenantId, written.ids('DEPARTMENT_CREATED'), placed)],
    ['USED_PAIRS', await usedPairs(db, tenantId, made)],
    ['NEW_PAIRS', await newPairs(db, tenantId, written.ids('PAIR_ENDED'))],
  ];
  const labels = new Map(
    written
      .of('DEPARTMENT_CREATED', 'PERSON_CREATED', 'PERSON_CHANGED', 'PERSON_MOVED', 'PAIR_MADE', 'PAIR_ENDED')
      .map(({ subjectId, label }) => [subjectId, label]),
  );
  const dependents = found.flatMap(([kind, rows]) => {
    const named = rows.slice(0, MOST_LABELS).map(({ id }) => labels.get(id) ?? id);
    return rows.length > 0 ? [{ kind, count: rows.length, labels: named }] : [];
  });
  if (dependents.length > 0) throw new ImportInUse(dependents);
}
