import { z } from 'zod';
import type { Actor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/database.ts';
import { readUpload } from '../../kernel/uploads.ts';
import { type ColumnNames, type Columns, findColumns } from './columns.ts';
import { type CsvRow, readCsv } from './csv-table.ts';
import { issueOf, type LineIssue } from './line-issue.ts';
import { PAIR_COLUMNS, planPairFile, readPair } from './pairs-file.ts';
import { planPeople } from './people-plan.ts';
import { PEOPLE_COLUMNS, readPerson, type ReadLine } from './person-line.ts';
import type { Plan } from './plan.ts';
import { planTree } from './tree-plan.ts';

/** What an import is made from. */
export interface Source {
  /** How many lines there are to read. */
  readonly total: number;
  /** Columns that nothing is read from. */
  readonly ignored: readonly string[];
  /** What is not right in what was read so far. */
  readonly issues: readonly LineIssue[];
  /** Reads so many lines on. */
  read(lines: number): void;
  /** What the lines do to what there is. */
  plan(db: Db): Promise<Plan>;
}

interface FileShape<Field extends string, Line> {
  readonly names: ColumnNames<Field>;
  readonly needed: readonly Field[];
  readonly readLine: (actor: Actor, columns: Columns<Field>, row: CsvRow) => ReadLine<Line>;
  readonly plan: (db: Db, found: { lines: readonly Line[]; columns: Columns<Field> }) => Promise<Plan>;
}

function fileSource<Field extends string, Line>(
  actor: Actor,
  content: Uint8Array,
  { names, needed, readLine, plan }: FileShape<Field, Line>,
): Source {
  const { header, rows, faults } = readCsv(content);
  const unread = faults.map(({ line, reason }) => issueOf(line, reason));
  // A file whose first line cannot be read has no columns to miss.
  const columns = findColumns(header, names, header.cells.length > 0 ? needed : []);
  const issues: LineIssue[] = [...unread, ...columns.issues];
  const lines: Line[] = [];
  const total = columns.issues.length > 0 ? 0 : rows.length;
  let at = 0;
  return {
    total,
    ignored: columns.ignored,
    issues,
    read: (count) => {
      for (const row of rows.slice(at, Math.min(at + count, total))) {
        const read = readLine(actor, columns, row);
        issues.push(...read.issues);
        if (read.line) lines.push(read.line);
      }
      at += count;
    },
    plan: (db) => plan(db, { lines, columns }),
  };
}

const PeopleOptions = z.object({ withManagers: z.boolean() });
const TreeOptions = z.object({ departmentId: z.string().nullable() });

const peopleShape = (actor: Actor, options: unknown): FileShape<keyof typeof PEOPLE_COLUMNS, ReadPerson> => ({
  names: PEOPLE_COLUMNS,
  needed: ['externalId'],
  readLine: readPerson,
  plan: (db, found) => planPeople(db, actor, { ...found, ...PeopleOptions.parse(options) }),
});

type ReadPerson = NonNullable<ReturnType<typeof readPerson>['line']>;
type ReadPairLine = NonNullable<ReturnType<typeof readPair>['line']>;

const pairShape = (actor: Actor): FileShape<keyof typeof PAIR_COLUMNS, ReadPairLine> => ({
  names: PAIR_COLUMNS,
  needed: ['member', 'counterpart'],
  readLine: readPair,
  plan: (db, found) => planPairFile(db, actor, found),
});

const treeSource = (actor: Actor, options: unknown): Source => ({
  total: 0,
  ignored: [],
  issues: [],
  read: () => {},
  plan: (db) => planTree(db, actor, TreeOptions.parse(options)),
});

/** Opens what an import is made from. Throws NOT_FOUND where its file is gone. */
export async function openSource(
  actor: Actor,
  { kind, uploadId, options }: { kind: 'PEOPLE' | 'PAIRS' | 'TREE'; uploadId: string | null; options: unknown },
): Promise<Source> {
  if (kind === 'TREE') return treeSource(actor, options);
  const content = await readUpload(actor, uploadId ?? '');
  return kind === 'PEOPLE'
    ? fileSource(actor, content, peopleShape(actor, options))
    : fileSource(actor, content, pairShape(actor));
}
