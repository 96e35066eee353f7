import type { Circle } from '../kernel/audience.graph.ts';
import { type Actor, keyActor, personActor } from '../kernel/actor.ts';
import { type Db, transact } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import { SCOPES } from '../kernel/scopes.ts';
import type { FileDatabase } from './database.ts';

/** From whose side a type is looked at. */
export type Onlooker = keyof Cast['actors'];

/** Two tenants with people in every relation to the two of one pair: who asks in the test of who sees what. */
export interface Cast {
  readonly tenantId: string;
  readonly pairId: string;
  readonly sessionId: string;
  readonly departmentId: string;
  readonly actors: {
    /** Whose talk it is. */
    readonly member: Actor;
    readonly counterpart: Actor;
    /** Of the same department, with no part in it and no right. */
    readonly colleague: Actor;
    /** An advisor who was given the member's department. */
    readonly advisor: Actor;
    /** An advisor who was given nothing. */
    readonly idleAdvisor: Actor;
    readonly admin: Actor;
    /** An API key with every scope. */
    readonly key: Actor;
    /** The admin of another tenant. */
    readonly stranger: Actor;
    /** An API key of another tenant with every scope. */
    readonly strangeKey: Actor;
  };
  /** Writes as one of them, in a transaction behind the wall. */
  write<T>(who: Onlooker, work: (db: Db, actor: Actor) => Promise<T>): Promise<T>;
  /** Writes past every fence, for what the product writes by another role. */
  writeUnfenced<T>(work: (db: Db, tenantId: string) => Promise<T>): Promise<T>;
}

/** Who sees rows of a type, and how the test comes by one. */
export interface Answer {
  /** Which rows of the type, or on which path, where there are several answers. */
  readonly as?: string;
  /** The fields it is about, where they have an audience of their own: `Pair.purpose`. */
  readonly of?: readonly string[];
  /** Who sees it; everybody else must not be able to tell it from what does not exist. */
  readonly seenBy: readonly Onlooker[];
  /** Whose it is, where that is not the member. */
  readonly own?: Onlooker;
  /** Makes one in the cast and says its id; for a part, the id of the node it hangs on. */
  readonly make: (cast: Cast) => Promise<string>;
  /** A document that leads to it and may use `$id`; without one it is a node, asked for by its id. */
  readonly document?: string;
  /** A text that is in the answer to the document exactly when the thing is; its id (what `make` says) unless this says another. */
  readonly proof?: (id: string) => string;
}

const answers: (Answer & { readonly typeName: string })[] = [];

/** Answers for a guarded type who sees it. Each module answers for its own in `exposure/<module>.ts`. */
export function whoSees(typeName: string, answer: Answer): void {
  answers.push({ typeName, ...answer });
}

/** Every answer, with its type. */
export const exposureAnswers = () => answers;

const MEMBERS: Readonly<Record<Circle, readonly Onlooker[]>> = {
  TENANT: ['member', 'counterpart', 'colleague', 'advisor', 'idleAdvisor', 'admin'],
  TWO: ['member', 'counterpart'],
  COUNTERPART: ['counterpart'],
  OWN: [],
  ADVISOR: ['advisor'],
  ADMIN: ['admin'],
  KEY: ['key'],
};

/** The people of the cast who are in these circles, for a thing that is the member's or `own`'s. */
export function onlookersIn(audience: readonly Circle[], own: Onlooker = 'member'): ReadonlySet<Onlooker> {
  return new Set(audience.flatMap((circle) => (circle === 'OWN' ? [own] : MEMBERS[circle])));
}

const ROLES = { advisor: 'ADVISOR', idleAdvisor: 'ADVISOR', admin: 'ADMIN' } as const;
type Person = 'member' | 'counterpart' | 'colleague' | keyof typeof ROLES;
const PEOPLE: readonly Person[] = ['member', 'counterpart', 'colleague', 'advisor', 'idleAdvisor', 'admin'];

const personOf = (tenantId: string, who: Person): Actor =>
  personActor({
    tenantId,
    userId: newId('usr'),
    language: 'en',
    scopes: new Set(SCOPES),
    roles: new Set(who in ROLES ? [ROLES[who as keyof typeof ROLES]] : ['MEMBER']),
  });

const keyOf = (tenantId: string): Actor =>
  keyActor({ tenantId, credentialId: newId('key'), scopes: new Set(SCOPES), language: 'en' });

async function writeTenant(db: Db, tenantId: string, departmentId: string): Promise<void> {
  await db.tenant.create({ data: { id: tenantId, name: 'T' } });
  await db.department.create({ data: { tenantId, id: departmentId, name: 'D', path: departmentId } });
  await db.departmentAncestor.create({ data: { tenantId, departmentId, ancestorId: departmentId } });
}

async function writePerson(db: Db, { tenantId, userId, roles }: Actor, departmentId: string): Promise<void> {
  const names = { familyName: 'F', givenName: 'G', kanaKey: '', latinKey: '', searchKey: '' };
  const data = { tenantId, id: userId, externalId: userId, departmentId, roles: [...roles], ...names };
  await db.user.create({ data });
}

type Ids = Pick<Cast, 'tenantId' | 'pairId' | 'sessionId' | 'departmentId'>;

async function writeMeeting(db: Db, ids: Ids, member: Actor, counterpart: Actor): Promise<void> {
  const { tenantId, pairId, sessionId } = ids;
  const two = { tenantId, memberId: member.userId, counterpartId: counterpart.userId };
  await db.pair.create({ data: { ...two, id: pairId, kind: 'MANAGER_MEMBER' } });
  const time = {
    startsAt: new Date('2030-01-01T01:00:00Z'),
    endsAt: new Date('2030-01-01T01:30:00Z'),
    timeZone: 'Asia/Tokyo',
  };
  const plan = { ...two, ...time, pairId, proposedById: member.userId };
  await db.session.create({ data: { ...plan, id: sessionId, state: 'SCHEDULED' } });
}

/** Writes the cast's rows past every fence and answers who they are. */
export async function aCast(tables: FileDatabase): Promise<Cast> {
  const ids = { tenantId: newId('ten'), departmentId: newId('dep'), pairId: newId('pai'), sessionId: newId('ses') };
  const people = Object.fromEntries(PEOPLE.map((who) => [who, personOf(ids.tenantId, who)])) as Record<Person, Actor>;
  const stranger = personOf(newId('ten'), 'admin');
  const actors = { ...people, key: keyOf(ids.tenantId), stranger, strangeKey: keyOf(stranger.tenantId) };
  const unfenced = tables.connect({ app: tables.config('admin') });
  await unfenced.transact(people.admin, async (db) => {
    await writeTenant(db, ids.tenantId, ids.departmentId);
    for (const who of PEOPLE) await writePerson(db, people[who], ids.departmentId);
    await writeMeeting(db, ids, people.member, people.counterpart);
    const given = { advisorId: people.advisor.userId, departmentId: ids.departmentId };
    await db.advisorScope.create({ data: { tenantId: ids.tenantId, id: newId('adv'), ...given } });
    const elsewhere = newId('dep');
    await writeTenant(db, stranger.tenantId, elsewhere);
    await writePerson(db, stranger, elsewhere);
  });
  return {
    ...ids,
    actors,
    write: (who, work) => transact(actors[who], (db) => work(db, actors[who])),
    writeUnfenced: (work) => unfenced.transact(people.admin, (db) => work(db, ids.tenantId)),
  };
}
