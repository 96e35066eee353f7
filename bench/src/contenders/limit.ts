// The limit: node:http and pg, one hand-written statement a query, prepared; the answer is PostgreSQL's text, passed through.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { databaseSettings, tellPort } from './settings.ts';

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const TALK = `json_build_object('id', s.id, 'state', s.state, 'startsAt', ${instant('s.starts_at')}, 'endsAt', ${instant('s.ends_at')},
  'themes', (select coalesce(json_agg(json_build_object('id', t.id, 'countsAs', t.counts_as, 'state', t.state) order by t.position), '[]')
             from theme t where t.tenant_id = s.tenant_id and t.session_id = s.id))`;

const WIDGET = `select json_build_object('data', json_build_object('viewer', json_build_object('pairs', json_build_object('nodes',
  (select coalesce(json_agg(json_build_object(
      'id', p.id,
      'member', (select json_build_object('id', u.id, 'familyName', u.family_name, 'givenName', u.given_name)
                 from app_user u where u.tenant_id = p.tenant_id and u.id = p.member_id),
      'nextSession', (select ${TALK} from session s where s.tenant_id = p.tenant_id and s.pair_id = p.id
          and (s.state = 'LIVE' or (s.state in ('PROPOSED', 'SCHEDULED') and s.ends_at > now() - interval '1 hour'))
        order by s.started_at asc nulls last, s.starts_at limit 1),
      'sessions', json_build_object('nodes', (select coalesce(json_agg(${TALK} order by s.starts_at desc, s.id desc), '[]')
        from (select * from session l where l.tenant_id = p.tenant_id and l.pair_id = p.id and l.state = 'ENDED'
              order by l.starts_at desc, l.id desc limit $4) s))
    ) order by p.ended_at desc nulls first, p.started_at desc, p.id desc), '[]')
   from (select * from pair q where q.tenant_id = $1 and (q.member_id = $2 or q.counterpart_id = $2)
         order by q.ended_at desc nulls first, q.started_at desc, q.id desc limit $3) p)))))::text as answer`;

const POINT = `select json_build_object('data', json_build_object('session',
  (select ${TALK} from session s where s.tenant_id = $1 and s.id = $3 and (s.member_id = $2 or s.counterpart_id = $2))))::text as answer`;

const pool = new pg.Pool({ ...databaseSettings().unfenced, max: 10 });

const statementFor = (url: URL): pg.QueryConfig => {
  const value = (name: string) => url.searchParams.get(name);
  const who = [value('tenant'), value('user')];
  if (url.pathname === '/point') return { name: 'point', text: POINT, values: [...who, value('id')] };
  return { name: 'widget', text: WIDGET, values: [...who, value('pairs'), value('sessions')] };
};

async function answer(address: string, response: ServerResponse): Promise<void> {
  const { rows } = await pool.query<{ answer: string }>(statementFor(new URL(address, 'http://localhost')));
  const body = Buffer.from(rows[0]?.answer ?? '');
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

const server = createServer((request, response) => {
  answer(request.url ?? '/', response).catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => tellPort((server.address() as AddressInfo).port));
