import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import type { Reason } from '../../kernel/problems.ts';
import { says as pairSays } from '../pairs/words.ts';
import { displayName } from '../tenancy/name.ts';
import { readPairKind, readYes } from './cell.ts';
import type { ColumnNames, Columns } from './columns.ts';
import type { CsvRow } from './csv-table.ts';
import { issueOf, type LineIssue } from './line-issue.ts';
import { type PairPlan, planPairs } from './pair-plan.ts';
import type { ReadLine } from './person-line.ts';
import { NOTHING, type Plan } from './plan.ts';
import { says } from './words.ts';

/** What a file of pairs may bring, and how its columns may be called. */
export const PAIR_COLUMNS = {
  member: ['メンバーの社員番号', 'メンバー', '部下の社員番号', '部下', '本人', '社員番号', 'member', 'mentee'],
  counterpart: ['相手の社員番号', '相手', '上司の社員番号', '上司', 'メンター', 'counterpart', 'manager', 'mentor'],
  kind: ['種類', '種別', 'kind', 'type'],
  ends: ['終了', '解消', 'ends', 'end'],
} satisfies ColumnNames<string>;

/** A field that a column of pairs brings. */
export type PairField = keyof typeof PAIR_COLUMNS;

/** What one line of a file of pairs says; the two by the host's numbers. */
export interface PairLine {
  readonly line: number;
  readonly member: string;
  readonly counterpart: string;
  readonly kind: 'MANAGER_MEMBER' | 'MENTOR_MENTEE' | 'OTHER';
  readonly ends: boolean;
}

/** Reads one line of a file of pairs. */
export function readPair(_actor: Actor, columns: Columns<PairField>, row: CsvRow): ReadLine<PairLine> {
  const kind = readPairKind(columns.read(row, 'kind') || 'MANAGER_MEMBER');
  const ends = readYes(columns.read(row, 'ends') || 'no');
  const issues = [
    ...(kind ? [] : [issueOf(row.line, says.NOT_A_KIND, { column: columns.nameOf('kind') })]),
    ...(ends === null ? [issueOf(row.line, says.NOT_YES_OR_NO, { column: columns.nameOf('ends') })] : []),
  ];
  if (!kind || ends === null) return { issues };
  const two = { member: columns.read(row, 'member') ?? '', counterpart: columns.read(row, 'counterpart') ?? '' };
  return { issues, line: { line: row.line, ...two, kind, ends } };
}

const PERSON = { id: true, externalId: true, familyName: true, givenName: true, deactivatedAt: true } as const;

class PairLines {
  readonly issues: LineIssue[] = [];
  unchanged = 0;
  readonly #ids: ReadonlyMap<string, { id: string; deactivatedAt: Date | null }>;
  readonly #columns: Columns<PairField>;
  readonly #pairs: PairPlan;

  constructor(
    ids: ReadonlyMap<string, { id: string; deactivatedAt: Date | null }>,
    columns: Columns<PairField>,
    pairs: PairPlan,
  ) {
    this.#ids = ids;
    this.#columns = columns;
    this.#pairs = pairs;
  }

  take(line: PairLine): void {
    const memberId = this.#find(line, 'member');
    const counterpartId = this.#find(line, 'counterpart');
    if (!memberId || !counterpartId) return;
    if (memberId === counterpartId) return this.#fault(line, pairSays.SAME_PERSON, 'counterpart');
    const wanted = { memberId, counterpartId, kind: line.kind };
    const found = this.#pairs.find(wanted);
    if (line.ends && found) this.#pairs.close(line.line, found);
    else if (line.ends || !this.#pairs.want(line.line, wanted)) this.unchanged += 1;
  }

  #find(line: PairLine, field: 'member' | 'counterpart'): string | null {
    const person = this.#ids.get(line[field]);
    if (!person) this.#fault(line, says.PERSON_UNKNOWN, field);
    else if (person.deactivatedAt && !line.ends) this.#fault(line, pairSays.HAS_LEFT, field);
    else return person.id;
    return null;
  }

  #fault({ line }: PairLine, reason: Reason, field: PairField): void {
    this.issues.push(issueOf(line, reason, { column: this.#columns.nameOf(field) }));
  }
}

/** Plans what lines about pairs do. */
export async function planPairFile(
  db: Db,
  { tenantId }: Actor,
  { lines, columns }: { lines: readonly PairLine[]; columns: Columns<PairField> },
): Promise<Plan> {
  const people = await db.user.findMany({ where: { tenantId, restrictedAt: null }, select: PERSON });
  const names = new Map(people.map((person) => [person.id, displayName(person, 'ja')]));
  const pairs = await planPairs(db, tenantId, (userId) => names.get(userId) ?? userId);
  const taken = new PairLines(new Map(people.map((person) => [person.externalId, person])), columns, pairs);
  for (const line of lines) taken.take(line);
  const { make, end, changes } = pairs;
  return { ...NOTHING, make, end, changes, unchanged: taken.unchanged, issues: [...taken.issues, ...pairs.issues] };
}
