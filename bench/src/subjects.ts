import pg from 'pg';
import { connectDatabase, useDatabase } from '@taiwa/schema/kernel/database';
import { issueEmbedToken } from '@taiwa/schema/modules/access/embed-token';
import { publicKeySet } from '@taiwa/schema/modules/access/signing-key';
import type { DatabaseSettings } from './contenders/settings.ts';

/** A person who asks. */
export interface Person {
  readonly tenantId: string;
  readonly userId: string;
}

/** A person with a session of theirs. */
export interface Subject extends Person {
  readonly sessionId: string;
}

/** A session with both its people, for who prepares it and who watches it. */
export interface Watched {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly memberId: string;
  readonly counterpartId: string;
  readonly topicId: string;
}

/** Who and what the queries of a run are about. */
export interface Subjects {
  /** Managers with a whole team: each has as many pairs as the widget shows. */
  readonly viewers: readonly Person[];
  /** Sessions of theirs that were held. */
  readonly points: readonly Subject[];
  /** Sessions to come, to be prepared and watched. */
  readonly coming: readonly Watched[];
  /** Sessions just held and not answered, each to be rated once by its member. */
  readonly ratable: readonly Subject[];
}

const VIEWERS = `select tenant_id as "tenantId", counterpart_id as "userId" from pair
  group by 1, 2 having count(*) >= $1 order by md5(counterpart_id) limit 16`;
const POINTS = `select s.tenant_id as "tenantId", s.counterpart_id as "userId", s.id as "sessionId" from session s
  where s.counterpart_id = any($1) and s.state = 'ENDED' and exists (select from theme t where t.tenant_id = s.tenant_id and t.session_id = s.id)
  order by md5(s.id) limit 1000`;
const COMING = `select s.tenant_id as "tenantId", s.id as "sessionId", s.member_id as "memberId", s.counterpart_id as "counterpartId", t.id as "topicId"
  from session s join topic t on t.tenant_id = s.tenant_id and t.code = 'WORK'
  where s.state = 'SCHEDULED' and s.starts_at > now() + interval '1 day' order by md5(s.id) limit 2000`;
const RATABLE = `select s.tenant_id as "tenantId", s.member_id as "userId", s.id as "sessionId" from session s
  where s.state = 'ENDED' and s.ended_at > now() - interval '68 hours'
    and not exists (select from participation p where p.tenant_id = s.tenant_id and p.session_id = s.id) order by md5(s.id) limit 6000`;

/** Chooses the subjects of a run, the same ones on the same data. */
export async function chooseSubjects({ unfenced }: DatabaseSettings, team: number): Promise<Subjects> {
  const client = new pg.Client(unfenced);
  await client.connect();
  try {
    const { rows: viewers } = await client.query<Person>(VIEWERS, [team]);
    const { rows: points } = await client.query<Subject>(POINTS, [viewers.map(({ userId }) => userId)]);
    const { rows: coming } = await client.query<Watched>(COMING);
    const { rows: ratable } = await client.query<Subject>(RATABLE);
    return { viewers, points, coming, ratable };
  } finally {
    await client.end();
  }
}

/** Makes tokens as pages of a host get them, and tells the public keys by which anybody can check them. */
export interface Issuer {
  readonly keys: string;
  tokenFor(person: Person): Promise<string>;
  close(): Promise<void>;
}

/** Opens an issuer of embed tokens. A token lives five minutes: they are made anew for each part of a run. */
export async function openIssuer(settings: DatabaseSettings): Promise<Issuer> {
  const database = connectDatabase(settings);
  useDatabase(database);
  await issueEmbedToken({ ...grant, tenantId: 'ten_', userId: 'usr_' });
  const keys = JSON.stringify(await publicKeySet());
  return {
    keys,
    tokenFor: async (person) => (await issueEmbedToken({ ...grant, ...person })).token,
    close: () => database.close(),
  };
}

const grant = { id: 'gra_bench', elements: [], origins: [], keyThumbprint: null, tokenVersion: 0 };
