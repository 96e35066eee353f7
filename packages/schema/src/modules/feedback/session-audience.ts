import type { Actor } from '../../kernel/actor.ts';
import { type Db } from '../../kernel/database.ts';
import { displayName, nameIn } from '../tenancy/name.ts';
import { audienceOf, type Audience, type AudienceFacts } from './audience.ts';

interface SessionOfPair {
  readonly pairId: string;
  readonly memberId: string;
  readonly counterpartId: string;
}

/** What the audience of a session is decided by, and the department into whose pool an answer would go. */
export async function audienceFacts(db: Db, actor: Actor, session: SessionOfPair): Promise<AudienceFacts> {
  const { tenantId, language } = actor;
  const pair = await db.pair.findFirstOrThrow({
    where: { tenantId, id: session.pairId },
    include: { counterpart: true },
  });
  const tenant = await db.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { anonymityFloor: true } });
  const floor = tenant.anonymityFloor;
  const others = await db.pair.findMany({
    where: {
      tenantId,
      counterpartId: session.counterpartId,
      kind: 'MANAGER_MEMBER',
      endedAt: null,
      member: { deactivatedAt: null, restrictedAt: null },
    },
    distinct: ['memberId'],
    select: { memberId: true },
  });
  const name = displayName(pair.counterpart, language);
  return {
    kind: pair.kind,
    members: others.length,
    floor,
    pool: await poolAround(db, actor, session.memberId, floor),
    counterpart: language === 'ja' ? `${name}さん` : name,
  };
}

interface PoolRow {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly people: number;
}

/** The smallest department around a person with at least `floor` active people; null where not even the whole has. */
async function poolAround(
  db: Db,
  { tenantId, language }: Actor,
  userId: string,
  floor: number,
): Promise<AudienceFacts['pool']> {
  const [pool] = await db.$queryRaw<PoolRow[]>`
    select d.id, d.name, d.name_en as "nameEn", count(*)::int as people
    from app_user me
    join department_ancestor around on around.tenant_id = me.tenant_id and around.department_id = me.department_id
    join department d on d.tenant_id = around.tenant_id and d.id = around.ancestor_id
    join department_ancestor within on within.tenant_id = d.tenant_id and within.ancestor_id = d.id
    join app_user colleague on colleague.tenant_id = within.tenant_id and colleague.department_id = within.department_id
      and colleague.deactivated_at is null and colleague.restricted_at is null
    where me.tenant_id = ${tenantId} and me.id = ${userId}
    group by d.tenant_id, d.id having count(*) >= ${floor} order by count(*), d.id limit 1`;
  return pool ? { id: pool.id, name: nameIn(language, pool), people: pool.people } : null;
}

/** Who will see the member's answer about a session, in the member's language. */
export const audienceOfSession = async (db: Db, actor: Actor, session: SessionOfPair): Promise<Audience> =>
  audienceOf(await audienceFacts(db, actor, session), actor.language);
