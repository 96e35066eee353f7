import { pageOf, type PageArgs } from './pages.ts';
import type { Reader } from './reading.ts';
import type { StoryBulk } from './pair-changes.ts';
import { text, type Text } from './texts.ts';

/** A department of the story's company. */
export interface StoryDepartment {
  readonly __typename: 'Department';
  readonly id: string;
  name: Text;
  nameJa: string;
  nameEn: string | null;
  externalId: string | null;
  position: number;
  parent: StoryDepartment | null;
}

/** Somebody of the story's company. */
export interface StoryColleague {
  readonly __typename: 'User';
  readonly id: string;
  name: Text;
  externalId: string;
  familyName: string;
  givenName: string;
  familyKana: string | null;
  givenKana: string | null;
  latinName: string | null;
  email: string | null;
  active: boolean;
  roles: readonly string[];
  department: StoryDepartment;
}

/** Two colleagues who meet, as an administrator sees them. */
export interface StoryColleagues {
  readonly __typename: 'Pair';
  readonly id: string;
  readonly kind: string;
  readonly member: StoryColleague;
  readonly counterpart: StoryColleague;
  readonly startedAt: string;
  endedAt: string | null;
  /** Until when its end can be taken back. */
  reopenableUntil: string | null;
  plannedCount: number;
  heldCount: number;
  pauses: { id: string; from: string; until: string | null }[];
}

/** What there is in the company beside the three who talk. */
export interface Company {
  departments: StoryDepartment[];
  people: StoryColleague[];
  pairs: StoryColleagues[];
  /** What was last to be changed at once. */
  bulk?: StoryBulk;
}

/** What a test may want to be different in the company. */
export interface CompanyOptions {
  /** How many people there are; 60 where it is not said. */
  readonly colleagues?: number;
}

const FAMILIES = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村', '小林', '加藤'];
const LATIN = ['Sato', 'Suzuki', 'Takahashi', 'Tanaka', 'Ito', 'Watanabe', 'Yamamoto', 'Nakamura', 'Kobayashi', 'Kato'];
const GIVEN = [
  ['葵', 'Aoi'],
  ['健', 'Ken'],
  ['翔', 'Sho'],
  ['結衣', 'Yui'],
  ['蓮', 'Ren'],
  ['凪', 'Nagi'],
] as const;

/** A department below another. */
export function aDepartment(
  id: string,
  ja: string,
  en: string | null,
  parent: StoryDepartment | null,
  position = 0,
): StoryDepartment {
  const name = text(ja, en ?? ja);
  return { __typename: 'Department', id, name, nameJa: ja, nameEn: en, externalId: null, position, parent };
}

function tellPerson(index: number, departments: readonly StoryDepartment[]): StoryColleague {
  const at = index % FAMILIES.length;
  const familyName = FAMILIES[at] ?? '';
  const [givenName, latin] = GIVEN[Math.floor(index / FAMILIES.length) % GIVEN.length] ?? ['葵', 'Aoi'];
  const latinName = `${latin} ${LATIN[at]}`;
  const [top, sales, tokyo, engineering] = departments;
  const department = [sales, engineering, tokyo][index % 3] ?? top;
  if (!department) throw new Error('No department');
  return {
    __typename: 'User',
    id: `usr_${String(index).padStart(3, '0')}`,
    name: text(`${familyName} ${givenName}`, latinName),
    externalId: `A${1000 + index}`,
    familyName,
    givenName,
    familyKana: null,
    givenKana: null,
    latinName,
    email: null,
    active: index % 20 !== 19,
    roles: index % 12 === 0 ? ['MEMBER', 'MANAGER'] : ['MEMBER'],
    department,
  };
}

/** A company of four departments, with a manager for every twelve people. */
export function tellCompany({ colleagues = 60 }: CompanyOptions): Company {
  const top = aDepartment('dep_top', '全社', 'Whole company', null);
  const sales = aDepartment('dep_sales', '営業部', 'Sales', top);
  const tokyo = aDepartment('dep_tokyo', '東京営業課', 'Tokyo sales', sales);
  const engineering = aDepartment('dep_engineering', '開発部', 'Engineering', top, 1);
  const departments = [top, sales, tokyo, engineering];
  const people = Array.from({ length: colleagues }, (_, index) => tellPerson(index, departments));
  return { departments: colleagues === 0 ? [] : departments, people, pairs: tellPairs(people) };
}

function tellPairs(people: readonly StoryColleague[]): StoryColleagues[] {
  return people.slice(0, 24).flatMap((member, index): StoryColleagues[] => {
    const counterpart = people[index < 12 ? 0 : 12];
    if (!counterpart || counterpart === member) return [];
    const plannedCount = index % 3;
    const rest = {
      startedAt: '2026-04-01T00:00:00.000Z',
      endedAt: null,
      reopenableUntil: null,
      plannedCount,
      heldCount: index % 5,
      pauses: [],
    };
    return [{ __typename: 'Pair', id: `pai_${index}`, kind: 'MANAGER_MEMBER', member, counterpart, ...rest }];
  });
}

/** Which people are asked for. */
export interface PeopleFilter {
  readonly search?: string;
  readonly departmentId?: string;
  readonly role?: string;
  readonly active?: boolean;
  readonly inScope?: boolean;
}

function isIn(department: StoryDepartment | null, id: string): boolean {
  return department !== null && (department.id === id || isIn(department.parent, id));
}

function matches(one: StoryColleague, { search, departmentId, role, active, inScope }: PeopleFilter): boolean {
  return (
    (!search || `${one.name.ja}${one.name.en}`.toLowerCase().includes(search.toLowerCase())) &&
    (!departmentId || isIn(one.department, departmentId)) &&
    (!role || one.roles.includes(role)) &&
    (active === undefined || one.active === active) &&
    // Whoever is no administrator here advises sales.
    (!inScope || isIn(one.department, 'dep_sales'))
  );
}

/** Which pairs are asked for. */
export interface PairsFilter {
  readonly active?: boolean;
  readonly paused?: boolean;
  readonly departmentId?: string;
  readonly kind?: readonly string[];
}

/** What the story answers to who asks about the company. */
export const companyQuestions = {
  departments: (_: unknown, { world }: Reader) => world.story.company.departments,
  users: ({ filter, first, after }: PageArgs & { filter?: PeopleFilter }, { world }: Reader) =>
    pageOf(
      world.story.company.people.filter((one) => matches(one, filter ?? {})),
      first,
      after,
    ),
  imports: () => pageOf([]),
  pairs: ({ filter = {}, first, after }: PageArgs & { filter?: PairsFilter }, { world }: Reader) => {
    const { active, paused, departmentId, kind } = filter;
    const found = world.story.company.pairs.filter(
      (one) =>
        (active === undefined || (one.endedAt === null) === active) &&
        (paused === undefined || one.pauses.length > 0 === paused) &&
        (!departmentId || isIn(one.member.department, departmentId)) &&
        (!kind || kind.includes(one.kind)),
    );
    return pageOf(found, first, after);
  },
};
