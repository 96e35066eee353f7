import type { Db } from '../../kernel/database.ts';
import { newId } from '../../kernel/ids.ts';
import type { PairRow } from '../pairs/pair-bulk.ts';
import type { TwoPeople } from '../pairs/pair.policy.ts';
import { says as pairSays } from '../pairs/words.ts';
import { issueOf, type LineIssue } from './line-issue.ts';
import type { PlannedChange } from './plan.ts';

type Wanted = TwoPeople & Pick<PairRow, 'kind'>;

const keyOf = ({ memberId, counterpartId, kind }: Wanted): string => `${memberId} ${counterpartId} ${kind}`;

/** Plans which pairs are made and which end, from those that go on. */
export class PairPlan {
  readonly make: PairRow[] = [];
  readonly end: PairRow[] = [];
  readonly changes: PlannedChange[] = [];
  readonly issues: LineIssue[] = [];
  readonly #active = new Map<string, PairRow>();
  readonly #ofPerson = new Map<string, Set<PairRow>>();
  readonly #nameOf: (userId: string) => string;
  readonly #live: ReadonlySet<string>;

  /** `live` are the pairs that talk at this moment. */
  constructor(active: readonly PairRow[], live: ReadonlySet<string>, nameOf: (userId: string) => string) {
    this.#nameOf = nameOf;
    this.#live = live;
    for (const pair of active) this.#keep(pair);
  }

  /** The pair of these two that goes on or is planned. */
  find(wanted: Wanted): PairRow | undefined {
    return this.#active.get(keyOf(wanted));
  }

  /** Plans a pair; false where there is one already. */
  want(line: number, wanted: Wanted): boolean {
    if (this.find(wanted)) return false;
    const pair = {
      id: newId('pai'),
      memberId: wanted.memberId,
      counterpartId: wanted.counterpartId,
      kind: wanted.kind,
    };
    this.#keep(pair);
    this.make.push(pair);
    this.#note(line, 'PAIR_MADE', pair);
    return true;
  }

  /** Plans the end of a pair. One that talks at this moment does not end, unless one of the two leaves. */
  close(line: number, pair: PairRow, isLeaving = false): void {
    if (this.#live.has(pair.id) && !isLeaving) return void this.issues.push(issueOf(line, pairSays.LIVE));
    this.#active.delete(keyOf(pair));
    for (const userId of [pair.memberId, pair.counterpartId]) this.#ofPerson.get(userId)?.delete(pair);
    this.end.push(pair);
    this.#note(line, 'PAIR_ENDED', pair);
  }

  /** The pairs of a person that go on. */
  of(userId: string): PairRow[] {
    return [...(this.#ofPerson.get(userId) ?? [])];
  }

  #keep(pair: PairRow): void {
    this.#active.set(keyOf(pair), pair);
    for (const userId of [pair.memberId, pair.counterpartId])
      this.#ofPerson.set(userId, (this.#ofPerson.get(userId) ?? new Set()).add(pair));
  }

  #note(line: number, kind: 'PAIR_MADE' | 'PAIR_ENDED', pair: PairRow): void {
    const label = `${this.#nameOf(pair.memberId)} – ${this.#nameOf(pair.counterpartId)}`;
    const { memberId, counterpartId, kind: pairKind } = pair;
    const after = { memberId, counterpartId, kind: pairKind };
    this.changes.push({ line, kind, subjectId: pair.id, label, fields: [], before: {}, after });
  }
}

/** The pairs of the tenant as they are. */
export async function planPairs(db: Db, tenantId: string, nameOf: (userId: string) => string): Promise<PairPlan> {
  const active = await db.pair.findMany({
    where: { tenantId, endedAt: null },
    select: { id: true, memberId: true, counterpartId: true, kind: true },
  });
  const live = await db.session.findMany({ where: { tenantId, state: 'LIVE' }, select: { pairId: true } });
  return new PairPlan(active, new Set(live.map(({ pairId }) => pairId)), nameOf);
}
