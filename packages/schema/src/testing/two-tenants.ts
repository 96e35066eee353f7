import { type Actor, personActor } from '../kernel/actor.ts';
import type { Db } from '../kernel/database.ts';
import type { FileDatabase } from './database.ts';

/** The ids of one of two tenants that have the same rows: three people, a pair of the first two, one session and its content. */
export interface TenantRows {
  readonly tenant: string;
  /** The member of the pair. */
  readonly ann: string;
  /** The counterpart of the pair. */
  readonly bob: string;
  /** A colleague of both, with nothing to do with the pair. */
  readonly eve: string;
  readonly pair: string;
  readonly session: string;
}

/** The member of a tenant's pair. */
export const annOf = ({ tenant, ann }: TenantRows): Actor => personActor({ tenantId: tenant, userId: ann });

const idsOf = (letter: string): TenantRows => ({
  tenant: `ten_${letter}`,
  ann: `usr_${letter}ann`,
  bob: `usr_${letter}bob`,
  eve: `usr_${letter}eve`,
  pair: `pai_${letter}`,
  session: `ses_${letter}`,
});

const names = { familyName: 'F', givenName: 'G', kanaKey: '', latinKey: '', searchKey: '' };
const MOMENT = new Date('2030-01-01T01:00:00Z');
const LATER = new Date('2030-01-01T02:00:00Z');

async function writePeople(db: Db, { tenant, ann, bob, eve }: TenantRows): Promise<void> {
  await db.tenant.create({ data: { id: tenant, name: tenant } });
  await db.department.create({ data: { tenantId: tenant, id: 'dep_1', name: 'Sales', path: 'dep_1/' } });
  for (const id of [ann, bob, eve])
    await db.user.create({ data: { tenantId: tenant, id, externalId: id, departmentId: 'dep_1', ...names } });
}

async function writeMeeting(db: Db, { tenant, ann, bob, pair, session }: TenantRows): Promise<void> {
  const two = { tenantId: tenant, memberId: ann, counterpartId: bob };
  const of = { ...two, sessionId: session };
  const time = { startsAt: MOMENT, endsAt: LATER, timeZone: 'Asia/Tokyo' };
  const cell = { topicCode: 'WORK', response: 'ADVICE' } as const;
  await db.pair.create({ data: { ...two, id: pair, kind: 'MANAGER_MEMBER' } });
  await db.session.create({
    data: { ...two, ...time, id: session, pairId: pair, state: 'SCHEDULED', proposedById: ann },
  });
  await db.theme.create({ data: { ...of, id: 'thm_1', position: 0, countsAs: 'WORK', response: 'ADVICE' } });
  await db.impression.create({ data: { ...of, id: 'imp_1', text: new Uint8Array([1]), sentAt: MOMENT } });
  await db.participation.create({ data: { ...of, id: 'par_1', use: 'POOL', audience: 'pool' } });
  await db.rating.create({
    data: { tenantId: tenant, id: 'rat_1', pseudonym: 'p', month: MOMENT, grade: 75, ...cell },
  });
}

/** Writes the rows of two tenants, past every fence, and answers their ids. */
export async function writeTwoTenants(tables: FileDatabase): Promise<readonly [TenantRows, TenantRows]> {
  const both = [idsOf('a'), idsOf('b')] as const;
  const unfenced = tables.connect({ app: tables.config('admin') });
  for (const rows of both)
    await unfenced.transact(personActor({ tenantId: rows.tenant, userId: rows.ann }), async (db) => {
      await writePeople(db, rows);
      await writeMeeting(db, rows);
    });
  return both;
}
