import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshActor, jobActor, type Actor } from '../kernel/actor.ts';
import { exportLines } from '../kernel/exports.ts';
import { useReadHook } from '../kernel/reads.ts';
import { after, freezeTime, now } from '../kernel/time.ts';
import { applyRestrictions } from '../modules/hints/hint-restriction.ts';
import { approveHint } from '../modules/hints/hint-review.ts';
import { joinSignUp, openSignUp } from '../modules/pairs/sign-up.ts';
import { liftRestriction, restrictUser } from '../modules/privacy/restriction.ts';
import { setGuideline } from '../modules/schedule/guideline.ts';
import { addAdvisorScope } from '../modules/tenancy/advisor-scope.ts';
import { aCrowd, aServer, type Crowd } from '../testing/crowded-company.ts';
import { useTestDatabase } from '../testing/database.ts';
import { everyRow, everythingFor, type Row } from '../testing/every-path-told.ts';

const tables = useTestDatabase();

let crowd: Crowd;
let rows: readonly Row[] = [];
let restrictionId = '';

/** Everything that leads to the member: a rule of their own, a wish to meet somebody, an advisor, a hint that everybody reads. */
async function surround({ admin, advisor, couple: { member } }: Crowd): Promise<void> {
  const rule = { sessions: 2, everyMonths: 1, minutes: 30, from: new Date('2030-03-01T00:00:00Z') };
  await setGuideline(freshActor(admin), { ...rule, userId: member.userId });
  await addAdvisorScope(freshActor(admin), { advisorId: advisor.userId, userId: member.userId });
  const closesOn = after(now(), 30, 'days');
  const { id: signUpId } = await openSignUp(freshActor(admin), { name: 'ナナメ', kind: 'OTHER', closesOn });
  await joinSignUp(freshActor(member), { signUpId, wish: 'EITHER' });
  const hints = await tables.query<{ id: string }>('admin', 'select id from hint order by id');
  for (const { id: hintId } of hints) await approveHint(freshActor(admin), { hintId });
}

beforeAll(async () => {
  crowd = await aCrowd('red');
  freezeTime(after(now(), 1, 'days'));
  await surround(crowd);
  const userId = crowd.couple.member.userId;
  restrictionId = (await restrictUser(freshActor(crowd.admin), { userId, reason: 'The address is contested.' })).id;
  await applyRestrictions(jobActor(crowd.tenantId, 'test'));
  rows = await everyRow(tables);
});
afterAll(() => freezeTime(new Date())());

const onlookers: Readonly<Record<string, (of: Crowd) => Actor>> = {
  'the counterpart': ({ couple }) => couple.counterpart,
  'the member of another pair': ({ others }) => others.member,
  'a colleague': ({ colleague }) => colleague,
  'an advisor of the department': ({ advisor }) => advisor,
  'an administrator': ({ admin }) => admin,
  'a server with every scope': ({ tenantId }) => aServer(tenantId),
};

// Where an administrator has to see whom it is about: to decide, to lift, to erase. The trail names things by their ids.
const isUse = (document: string): boolean =>
  !/restrictions|erasures|legalHolds|auditEntries|on Restriction/.test(document);

/** What leads to the member and what is theirs. */
const traces = ({ couple }: Crowd): string[] => [
  couple.member.userId,
  'Memberred-one',
  couple.pair,
  couple.session,
  couple.planned,
  ...couple.words.keys(),
];

const told = (actor: Actor) => everythingFor(actor, rows, isUse);

describe('a person whose data is restricted', () => {
  test.each(Object.entries(onlookers))('is nobody on any path for %s', async (_who, of) => {
    useReadHook(undefined);
    const all = await told(of(crowd));
    expect(traces(crowd).filter((trace) => all.includes(trace))).toEqual([]);
    expect(all).toContain('"__typename"');
  });

  test('sees all of it themselves, as before', async () => {
    useReadHook(undefined);
    const { couple } = crowd;
    const all = await told(couple.member);
    expect(traces(crowd).filter((trace) => !all.includes(trace))).toEqual([]);
  });

  test.each(['PEOPLE', 'PAIRS', 'SESSIONS'])('is in no export of %s', async (kind) => {
    const lines: string[] = [];
    const options = { departmentId: null, importId: null, from: null, until: null };
    for await (const line of exportLines(freshActor(crowd.admin), { kind, options })) lines.push(line.join());
    const text = lines.join('\n');
    expect(text).toContain('Memberred-two');
    expect(text).not.toContain('Memberred-one');
  });
});

test('what was lifted is there again for those who had it', async () => {
  useReadHook(undefined);
  await liftRestriction(freshActor(crowd.admin), { restrictionId, answer: 'Corrected.' });
  await applyRestrictions(jobActor(crowd.tenantId, 'test'));
  const { counterpart, words, pair, session } = crowd.couple;
  const all = await told(counterpart);
  const theirs = [...words].filter(([, readers]) => readers.includes(counterpart)).map(([word]) => word);
  expect(['Memberred-one', pair, session, ...theirs].filter((trace) => !all.includes(trace))).toEqual([]);
});
