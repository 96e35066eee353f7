import type { Actor } from '../kernel/actor.ts';
import { recordAttempt } from '../modules/feedback/attempt.ts';
import { sendImpression } from '../modules/feedback/impression.ts';
import { leaveHint } from '../modules/hints/hint.ts';
import { setPairPurpose } from '../modules/pairs/pair-purpose.ts';
import { prepareSession } from '../modules/sessions/preparation.ts';
import { endSession, startSession } from '../modules/sessions/talk.ts';
import { updateUser } from '../modules/tenancy/user.ts';
import type { FileDatabase } from './database.ts';
import { run } from './run.ts';
import { aSession, type CompanyWithSession } from './world.ts';

/** A talk in which both left words of their own, all of them with a mark. */
export async function aConfidedTalk(): Promise<CompanyWithSession> {
  const company = await aSession();
  const { ann, bob, admin, session: sessionId, pair: pairId } = company;
  await updateUser({ ...admin }, { userId: ann.userId, email: 'ann@canary.example', latinName: 'Ann Canary' });
  const free = { freeTopic: 'ann-topic', response: 'LISTEN' as const };
  await prepareSession({ ...ann }, { sessionId, themes: [free], note: 'ann-note' });
  await setPairPurpose({ ...bob }, { pairId, purpose: 'our-purpose' });
  await startSession({ ...ann }, { sessionId });
  await endSession({ ...ann }, { sessionId });
  await sendImpression({ ...ann }, { sessionId, text: 'ann-impression' });
  await recordAttempt({ ...bob }, { sessionId, text: 'bob-attempt' });
  await leaveHint({ ...ann }, { sessionId, kind: 'WHAT_HELPED', text: 'ann-hint' });
  await leaveHint({ ...bob }, { sessionId, kind: 'WHAT_I_DID', text: 'bob-hint' });
  return company;
}

/** What a mutation gave: a thing, or the code of a problem or a refusal. */
export interface Made {
  readonly id?: string;
  readonly code?: string;
  readonly base64?: string;
}

/** The first field of the answer to a mutation: the thing, the problem, or the refusal. */
export async function ask(actor: Actor, name: string, input?: object): Promise<Made> {
  const Name = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const thing = name === 'takeOwnCopy' ? '... on TakenFile { base64 }' : '... on Node { id }';
  const fields = `${thing} ... on Problem { code }`;
  const text = input
    ? `mutation($input: ${Name}Input!) { it: ${name}(input: $input) { ${fields} } }`
    : `mutation { it: ${name} { ${fields} } }`;
  const { data, errors } = await run<{ it: Made }>({ ...actor }, text, input ? { input } : {});
  const code = errors?.map(({ originalError }) => Reflect.get(originalError ?? {}, 'code')).join();
  return data?.it ?? { code: code ?? '' };
}

/** Every row of a tenant that any table holds, as text: a line each. */
export async function tenantRows(tables: FileDatabase, tenantId: string): Promise<string> {
  const all = await tables.query(
    'admin',
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  );
  const rows = await Promise.all(
    all.map(({ name }) =>
      tables.query('admin', `select to_jsonb(t)::text as row from "${name}" t where tenant_id = $1`, [tenantId]),
    ),
  );
  return rows
    .flat()
    .map(({ row }) => String(row))
    .join('\n');
}
