import { freshActor, keyActor, type Actor } from '../kernel/actor.ts';
import { SCOPES, type Scope } from '../kernel/scopes.ts';
import { freezeTime } from '../kernel/time.ts';
import { recordAttempt } from '../modules/feedback/attempt.ts';
import { sendImpression } from '../modules/feedback/impression.ts';
import { rateSession } from '../modules/feedback/rating.ts';
import { leaveHint } from '../modules/hints/hint.ts';
import { setPairLevel } from '../modules/pairs/pair-level.ts';
import { setPairPurpose } from '../modules/pairs/pair-purpose.ts';
import { createPair } from '../modules/pairs/pair.ts';
import { prepareSession } from '../modules/sessions/preparation.ts';
import { enterSession } from '../modules/sessions/presence.ts';
import { acceptSession, proposeSession } from '../modules/sessions/session.ts';
import { endSession, startSession } from '../modules/sessions/talk.ts';
import { addAdvisorScope } from '../modules/tenancy/advisor-scope.ts';
import { aCompany, type Company } from './world.ts';

/** When the talks of a crowded company begin. */
export const TALK = new Date('2030-03-04T01:00:00Z');
/** A moment on the day after everything that the crowd did. */
export const LATER = new Date('2030-03-05T02:00:00Z');

/** Two people with a talk behind them, everything they can write about it, and the words that only they may read. */
export interface Couple {
  readonly member: Actor;
  readonly counterpart: Actor;
  readonly pair: string;
  /** The talk that is over. */
  readonly session: string;
  /** The talk that is planned. */
  readonly planned: string;
  /** Words of the two, each with who may read it. */
  readonly words: ReadonlyMap<string, readonly Actor[]>;
}

/** A company in which two couples know nothing of each other, and everybody else who could be curious. */
export interface Crowd extends Company {
  readonly couple: Couple;
  readonly others: Couple;
  /** Belongs to no couple. */
  readonly colleague: Actor;
  /** Was given the department of the first couple. */
  readonly advisor: Actor;
  /** Was given nothing. */
  readonly idleAdvisor: Actor;
}

const again = (actor: Actor): Actor => freshActor(actor);

async function aTalk(member: Actor, counterpart: Actor, pairId: string, startsAt: Date): Promise<string> {
  const { id } = await proposeSession(again(member), { pairId, startsAt });
  await acceptSession(again(counterpart), { sessionId: id });
  return id;
}

async function aCouple(company: Company, mark: string, departmentId: string): Promise<Couple> {
  const member = await company.hire(`Member${mark}`, ['MEMBER'], departmentId);
  const counterpart = await company.hire(`Manager${mark}`, ['MANAGER'], departmentId);
  const two = { memberId: member.userId, counterpartId: counterpart.userId };
  const { id: pair } = await createPair(again(company.admin), { ...two, kind: 'MANAGER_MEMBER' });
  const says = (what: string): string => `CANARY ${mark} ${what}`;
  freezeTime(TALK);
  const session = await aTalk(member, counterpart, pair, new Date(TALK.getTime() + 600_000));
  const theme = { freeTopic: says('topic'), response: 'LISTEN' } as const;
  await prepareSession(again(member), { sessionId: session, themes: [theme], note: says('note') });
  await setPairPurpose(again(member), { pairId: pair, purpose: says('purpose') });
  await setPairLevel(again(counterpart), { pairId: pair, level: 4 });
  await startSession(again(member), { sessionId: session });
  await endSession(again(counterpart), { sessionId: session });
  await sendImpression(again(member), { sessionId: session, text: says('impression') });
  await recordAttempt(again(counterpart), { sessionId: session, text: says('attempt') });
  await leaveHint(again(member), { sessionId: session, kind: 'WHAT_HELPED', text: says('hint') });
  await rateSession(again(member), { sessionId: session, grade: 'A_LITTLE', use: 'OPEN' });
  const planned = await aTalk(member, counterpart, pair, new Date(LATER.getTime() + 86_400_000));
  const next = { freeTopic: says('plan'), response: 'ADVICE' } as const;
  await prepareSession(again(member), { sessionId: planned, themes: [next], note: says('wish') });
  freezeTime(LATER);
  await enterSession(again(member), planned);
  const both = [member, counterpart];
  const shared = ['topic', 'note', 'purpose', 'impression', 'attempt', 'plan', 'wish'];
  const words = new Map<string, readonly Actor[]>(shared.map((what) => [says(what), both]));
  return { member, counterpart, pair, session, planned, words: words.set(says('hint'), [member, company.admin]) };
}

/** Makes such a company; the clock stands at `LATER` afterwards. `mark` is in every word and name of it. */
export async function aCrowd(mark: string): Promise<Crowd> {
  freezeTime(TALK);
  const company = await aCompany();
  const apart = await company.open(`Department ${mark}`);
  const couple = await aCouple(company, `${mark}-one`, apart);
  const others = await aCouple(company, `${mark}-two`, company.departmentId);
  const colleague = await company.hire(`Colleague${mark}`);
  const advisor = await company.hire(`Advisor${mark}`, ['ADVISOR']);
  const idleAdvisor = await company.hire(`Idle${mark}`, ['ADVISOR']);
  await addAdvisorScope(again(company.admin), { advisorId: advisor.userId, departmentId: apart });
  return { ...company, couple, others, colleague, advisor, idleAdvisor };
}

/** A server of a tenant with these scopes; with all of them where none are given. */
export const aServer = (tenantId: string, ...scopes: readonly Scope[]): Actor =>
  keyActor({
    tenantId,
    credentialId: 'key_test',
    scopes: new Set(scopes.length > 0 ? scopes : SCOPES),
    language: 'en',
  });
