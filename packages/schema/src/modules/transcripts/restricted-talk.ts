import { asSystem } from '../../kernel/database.ts';

interface Talk {
  readonly tenantId: string;
  readonly sessionId: string;
}

interface Row {
  readonly sessionId: string;
  readonly userId: string;
}

/** Whose data is restricted among the people of these talks, by the talk; in one statement. */
export async function readRestricted(talks: readonly Talk[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await asSystem(
    'watchRestrictions',
    (db) => db.$queryRaw<Row[]>`
      select s.id as "sessionId", u.id as "userId"
      from unnest(${talks.map(({ tenantId }) => tenantId)}::text[], ${talks.map(({ sessionId }) => sessionId)}::text[])
        as talk (tenant_id, session_id)
      join session s on s.tenant_id = talk.tenant_id and s.id = talk.session_id
      join app_user u on u.tenant_id = s.tenant_id and u.id in (s.member_id, s.counterpart_id)
      where u.restricted_at is not null order by s.id, u.id`,
  );
  const restricted = new Map<string, string[]>();
  for (const { sessionId, userId } of rows) restricted.set(sessionId, [...(restricted.get(sessionId) ?? []), userId]);
  return restricted;
}
