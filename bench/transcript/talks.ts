import type pg from 'pg';
import { type CompanyWithRecording, aRecording } from '../../packages/schema/src/testing/transcripts.ts';

/** A talk that is being recorded. */
export type Talk = CompanyWithRecording;

/** Talks of one pair cost one company; more would only take longer to make. */
const TALKS_OF_A_PAIR = 50;

// What the product would write, without asking each pair over and over: the same two people in another talk.
const COPY = `
  with made as (
    insert into session select (jsonb_populate_record(s, jsonb_build_object('id', $3::text))).* from session s
    where s.tenant_id = $1 and s.id = $2 returning 1
  ), written as (
    insert into transcript select (jsonb_populate_record(t, jsonb_build_object('id', $4::text, 'session_id', $3::text, 'grant_id', $5::text))).*
    from transcript t where t.tenant_id = $1 and t.session_id = $2 and exists (select 1 from made) returning 1
  )
  insert into capture_grant select (jsonb_populate_record(g, jsonb_build_object('id', $5::text, 'session_id', $3::text))).*
  from capture_grant g where g.tenant_id = $1 and g.session_id = $2 and g.ended_at is null and exists (select 1 from written)`;

const named = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

/** Makes so many talks that are being recorded; `admin` is past row security. */
export async function makeTalks(admin: pg.Client, count: number): Promise<Talk[]> {
  const talks: Talk[] = [];
  while (talks.length < count) {
    const first = await aRecording();
    talks.push(first);
    for (let copy = 1; copy < TALKS_OF_A_PAIR && talks.length < count; copy += 1) {
      const [session, grantId] = [named('ses', talks.length), named('cap', talks.length)];
      await admin.query(COPY, [first.tenantId, first.session, session, named('trn', talks.length), grantId]);
      talks.push({ ...first, session, grantId });
    }
  }
  return talks;
}
