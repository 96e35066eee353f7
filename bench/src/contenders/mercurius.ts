// The best peer: mercurius with graphql-jit, one prepared SQL statement behind each loader.
import fastify from 'fastify';
import mercuriusPlugin from 'mercurius';
import pg from 'pg';
import { type Bearer, bearerOf } from './bearer.ts';
import { databaseSettings, tellPort } from './settings.ts';

const SCHEMA = `
scalar DateTime
enum SessionState { PROPOSED SCHEDULED LIVE ENDED CANCELLED }
enum TopicCode { WORK RELATIONSHIPS CONDITION CAREER SKILLS PRIVATE POLICY OTHER }
enum ThemeState { OPEN DONE }
type User { id: ID! familyName: String! givenName: String! }
type Theme { id: ID! countsAs: TopicCode! state: ThemeState! }
type Session { id: ID! state: SessionState! startsAt: DateTime! endsAt: DateTime! themes: [Theme!] }
type SessionPage { nodes: [Session!]! }
type Pair { id: ID! member: User! nextSession: Session sessions(first: Int, state: [SessionState!]): SessionPage! }
type PairPage { nodes: [Pair!]! }
type Viewer { pairs(first: Int): PairPage! }
type Query { viewer: Viewer session(id: ID!): Session }`;

const pool = new pg.Pool({ ...databaseSettings().unfenced, max: 10 });

interface Row {
  readonly id: string;
  readonly [column: string]: unknown;
}

interface Asked<Params = object> {
  readonly obj: Row;
  readonly params: Params;
}

const rowsOf = async (name: string, text: string, values: readonly unknown[]): Promise<Row[]> =>
  (await pool.query<Row>({ name, text, values: [...values] })).rows;

const COLUMNS = `s.id, s.state, s.starts_at as "startsAt", s.ends_at as "endsAt", s.pair_id as "pairId"`;

const PAIRS = `select p.id, p.member_id as "memberId" from pair p
  where p.tenant_id = $1 and (p.member_id = $2 or p.counterpart_id = $2)
  order by p.ended_at desc nulls first, p.started_at desc, p.id desc limit $3`;
const MEMBERS = `select u.id, u.family_name as "familyName", u.given_name as "givenName" from app_user u where u.tenant_id = $1 and u.id = any($2)`;
const NEXT = `select s.* from unnest($2::text[]) pair_id cross join lateral (
  select ${COLUMNS} from session s where s.tenant_id = $1 and s.pair_id = pair_id.pair_id
    and (s.state = 'LIVE' or (s.state in ('PROPOSED', 'SCHEDULED') and s.ends_at > now() - interval '1 hour'))
  order by s.started_at asc nulls last, s.starts_at limit 1) s`;
const LAST = `select s.* from unnest($2::text[]) pair_id cross join lateral (
  select ${COLUMNS} from session s where s.tenant_id = $1 and s.pair_id = pair_id.pair_id and ($4::text[] is null or s.state::text = any($4))
  order by s.starts_at desc, s.id desc limit $3) s`;
const SESSION = `select ${COLUMNS} from session s where s.tenant_id = $1 and s.id = $3 and (s.member_id = $2 or s.counterpart_id = $2)`;
const THEMES = `select t.id, t.session_id as "sessionId", t.counts_as as "countsAs", t.state from theme t
  where t.tenant_id = $1 and t.session_id = any($2) order by t.position`;

function groupedBy(rows: readonly Row[], column: string): ReadonlyMap<unknown, Row[]> {
  const groups = new Map<unknown, Row[]>();
  for (const row of rows) groups.set(row[column], [...(groups.get(row[column]) ?? []), row]);
  return groups;
}

const idsOf = (asked: readonly Asked[]): string[] => asked.map(({ obj }) => obj.id);

const resolvers = {
  Query: {
    viewer: () => ({}),
    session: async (_root: unknown, { id }: { id: string }, { tenantId, userId }: Bearer) =>
      (await rowsOf('session', SESSION, [tenantId, userId, id]))[0] ?? null,
  },
  Viewer: {
    pairs: async (_viewer: unknown, { first }: { first: number }, { tenantId, userId }: Bearer) => ({
      nodes: await rowsOf('pairs', PAIRS, [tenantId, userId, first]),
    }),
  },
};

const loaders = {
  Pair: {
    member: async (asked: Asked[], { tenantId }: Bearer) => {
      const people = groupedBy(
        await rowsOf('members', MEMBERS, [tenantId, asked.map(({ obj }) => obj['memberId'])]),
        'id',
      );
      return asked.map(({ obj }) => people.get(obj['memberId'])?.[0]);
    },
    nextSession: async (asked: Asked[], { tenantId }: Bearer) => {
      const sessions = groupedBy(await rowsOf('next', NEXT, [tenantId, idsOf(asked)]), 'pairId');
      return asked.map(({ obj }) => sessions.get(obj.id)?.[0] ?? null);
    },
    sessions: async (asked: Asked<{ first: number; state?: string[] }>[], { tenantId }: Bearer) => {
      const { first, state } = asked[0]?.params ?? { first: 20 };
      const sessions = groupedBy(await rowsOf('last', LAST, [tenantId, idsOf(asked), first, state ?? null]), 'pairId');
      return asked.map(({ obj }) => ({ nodes: sessions.get(obj.id) ?? [] }));
    },
  },
  Session: {
    themes: async (asked: Asked[], { tenantId }: Bearer) => {
      const themes = groupedBy(await rowsOf('themes', THEMES, [tenantId, idsOf(asked)]), 'sessionId');
      return asked.map(({ obj }) => themes.get(obj.id) ?? []);
    },
  },
};

const app = fastify();
await app.register(mercuriusPlugin, {
  schema: SCHEMA,
  resolvers: resolvers as never,
  loaders: loaders as never,
  jit: 1,
  context: (request) => bearerOf(request.headers),
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
tellPort(Number(new URL(address).port));
