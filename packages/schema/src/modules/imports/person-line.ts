import { z } from 'zod';
import type { Actor, Role } from '../../kernel/actor.ts';
import type { Reason } from '../../kernel/problems.ts';
import { nameOfThing } from '../tenancy/name-input.ts';
import { CreateUser } from '../tenancy/user-input.ts';
import { type ColumnNames, type Columns } from './columns.ts';
import type { CsvRow } from './csv-table.ts';
import { issueOf, type LineIssue, parseLine } from './line-issue.ts';
import { readDate, readLanguage, readList, readRoles, readYes } from './cell.ts';
import { says } from './words.ts';

/** What a file of people may bring, and how its columns may be called. */
export const PEOPLE_COLUMNS = {
  externalId: ['社員番号', '従業員番号', '社員ID', '社員コード', 'externalId', 'employee id', 'employee number', 'id'],
  familyName: ['姓', '名字', '苗字', 'family name', 'last name', 'surname'],
  givenName: ['名', 'given name', 'first name'],
  name: ['氏名', '名前', 'お名前', 'name', 'full name'],
  familyKana: ['姓カナ', '姓かな', 'セイ', '姓フリガナ', 'family name kana', 'familyKana'],
  givenKana: ['名カナ', '名かな', 'メイ', '名フリガナ', 'given name kana', 'givenKana'],
  kana: ['フリガナ', 'ふりがな', '氏名カナ', 'カナ', 'kana'],
  latinName: ['ローマ字', 'ローマ字氏名', '英語名', 'latin name', 'latinName'],
  email: ['メールアドレス', 'メール', 'Eメール', 'email', 'e-mail', 'mail'],
  department: ['部署', '所属', '所属部署', '組織', 'department'],
  roles: ['権限', 'ロール', '役割', 'roles', 'role'],
  hiredOn: ['入社日', '入社年月日', 'hired on', 'hire date', 'hiredOn'],
  language: ['言語', 'language'],
  manager: ['上司の社員番号', '上司', '上長', '上司番号', 'manager', 'manager id'],
  leaves: ['退職', '退職者', '退社', 'leaves', 'left'],
} satisfies ColumnNames<string>;

/** A field that a column of people brings. */
export type PeopleField = keyof typeof PEOPLE_COLUMNS;

/** What is given of a person; what is not given stays as it is. */
export interface GivenPerson {
  readonly familyName?: string;
  readonly givenName?: string;
  readonly familyKana?: string | null;
  readonly givenKana?: string | null;
  readonly latinName?: string | null;
  readonly email?: string | null;
  readonly hiredOn?: Date | null;
  readonly language?: 'ja' | 'en' | null;
  readonly roles?: readonly Role[];
}

/** What one line of a file of people says. */
export interface PersonLine {
  readonly line: number;
  readonly externalId: string;
  readonly given: GivenPerson;
  /** Names of departments from the top; undefined where nothing is said. */
  readonly department: readonly string[] | undefined;
  /** The number of the manager; undefined where nothing is said. */
  readonly manager: string | undefined;
  readonly leaves: boolean;
}

/** A line, or why it is none. */
export interface ReadLine<Line> {
  readonly line?: Line;
  readonly issues: readonly LineIssue[];
}

const Given = CreateUser.omit({ departmentId: true, timeZone: true, externalId: true })
  .partial({ familyName: true, givenName: true, roles: true })
  .extend({
    department: z.array(nameOfThing(100)).max(10).optional(),
  });

const Key = CreateUser.pick({ externalId: true });

class Reader {
  readonly issues: LineIssue[] = [];
  readonly #columns: Columns<PeopleField>;
  readonly #row: CsvRow;

  constructor(columns: Columns<PeopleField>, row: CsvRow) {
    this.#columns = columns;
    this.#row = row;
  }

  /** The text of a cell; undefined where it is empty: then nothing is said. */
  text(field: PeopleField): string | undefined {
    return this.#columns.read(this.#row, field) || undefined;
  }

  /** What a cell means; undefined where it is empty, and where it means nothing, which is noted. */
  as<Value>(field: PeopleField, meaning: (cell: string) => Value | null, reason: Reason): Value | undefined {
    const cell = this.text(field);
    if (cell === undefined) return undefined;
    const value = meaning(cell);
    if (value !== null) return value;
    this.issues.push(issueOf(this.#row.line, reason, { column: this.#columns.nameOf(field) }));
    return undefined;
  }

  /** Both parts of a name, from two columns or from one with a space in it. */
  name(whole: 'name' | 'kana', family: PeopleField, given: PeopleField): [string | undefined, string | undefined] {
    const split = (cell: string): [string, string] | null => {
      const [first, ...rest] = cell.split(/\s+/);
      return first && rest.length > 0 ? [first, rest.join(' ')] : null;
    };
    const parts = this.text(family) || this.text(given) ? undefined : this.as(whole, split, says.NAME_NOT_IN_TWO);
    return parts ?? [this.text(family), this.text(given)];
  }
}

/** A path of departments as people write it: 営業部/第一課 or 営業部 > 第一課. */
const departmentsIn = (cell: string | undefined): readonly string[] | undefined =>
  cell === undefined ? undefined : readList(cell, />|＞|\/|／/);

function givenBy(reader: Reader) {
  const [familyName, givenName] = reader.name('name', 'familyName', 'givenName');
  const [familyKana, givenKana] = reader.name('kana', 'familyKana', 'givenKana');
  return {
    familyName,
    givenName,
    familyKana,
    givenKana,
    latinName: reader.text('latinName'),
    email: reader.text('email'),
    hiredOn: reader.as('hiredOn', readDate, says.NOT_A_DATE),
    language: reader.as('language', readLanguage, says.NOT_A_LANGUAGE),
    roles: reader.as('roles', readRoles, says.NOT_A_ROLE),
    department: departmentsIn(reader.text('department')),
  };
}

function said<Fields extends object>(fields: Fields): Partial<Fields> {
  const kept: Partial<Fields> = { ...fields };
  for (const field in kept) if (kept[field] === undefined) delete kept[field];
  return kept;
}

/** Reads one line of a file of people, by the same rules as a single registration. */
export function readPerson(actor: Actor, columns: Columns<PeopleField>, row: CsvRow): ReadLine<PersonLine> {
  if (row.cells.slice(columns.width).some(Boolean)) return { issues: [issueOf(row.line, says.TOO_MANY_CELLS)] };
  const reader = new Reader(columns, row);
  const at = { actor, line: row.line, nameOf: columns.nameOf };
  const key = parseLine(Key, { externalId: reader.text('externalId') ?? '' }, at);
  const parsed = parseLine(Given, said(givenBy(reader)), at);
  const leaves = reader.as('leaves', readYes, says.NOT_YES_OR_NO) ?? false;
  const faults = [key, parsed].flatMap((one) => ('issues' in one ? one.issues : []));
  const issues = [...reader.issues, ...faults];
  if (!('value' in key) || !('value' in parsed) || issues.length > 0) return { issues };
  const { department, ...given } = parsed.value;
  const { externalId } = key.value;
  return {
    issues,
    line: { line: row.line, externalId, given: said(given), department, manager: reader.text('manager'), leaves },
  };
}
