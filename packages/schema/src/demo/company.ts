import type { Role } from '../generated/prisma/enums.ts';
import type { Random } from '../modules/insights/engine/random.ts';
import { DIFFICULT_NAMES, FAMILY_NAMES, GIVEN_NAMES, type DifficultName } from './names.ts';

/** A department of a planned company; the first is the top. */
export interface PlannedDepartment {
  readonly name: string;
  readonly nameEn: string;
}

/** A person of a planned company. */
export interface PlannedPerson extends DifficultName {
  readonly externalId: string;
  readonly roles: readonly Role[];
  /** Index of the department. */
  readonly department: number;
  readonly language?: 'ja' | 'en';
}

/** A manager with their team, as indices of people. */
export interface PlannedTeam {
  readonly manager: number;
  readonly members: readonly number[];
  /** Days between two talks of a pair. */
  readonly everyDays: number;
}

/** Who is in a company and who meets whom. */
export interface Company {
  readonly name: string;
  readonly nameEn: string;
  readonly departments: readonly PlannedDepartment[];
  readonly people: readonly PlannedPerson[];
  readonly teams: readonly PlannedTeam[];
  /** The advisor's person and department, where there is one. */
  readonly advisor: { readonly person: number; readonly department: number } | null;
}

function nameAt(index: number, random: Random): DifficultName {
  const difficult = index % 15 === 14 ? DIFFICULT_NAMES[Math.floor(index / 15) % DIFFICULT_NAMES.length] : undefined;
  if (difficult) return difficult;
  const family = FAMILY_NAMES[(index * 7 + random.integer(3)) % FAMILY_NAMES.length] as (typeof FAMILY_NAMES)[number];
  const given = GIVEN_NAMES[(index * 11 + random.integer(3)) % GIVEN_NAMES.length] as (typeof GIVEN_NAMES)[number];
  return {
    familyName: family.written,
    givenName: given.written,
    familyKana: family.kana,
    givenKana: given.kana,
    latinName: `${given.latin} ${family.latin}`,
  };
}

const named = (written: string, kana: string, latinName: string): DifficultName => {
  const [familyName = '', givenName = ''] = written.split(' ');
  const [familyKana = '', givenKana = ''] = kana.split(' ');
  return { familyName, givenName, familyKana, givenKana, latinName };
};

const DEPARTMENTS: readonly PlannedDepartment[] = [
  { name: '全社', nameEn: 'Whole company' },
  { name: '営業部', nameEn: 'Sales' },
  { name: '開発部', nameEn: 'Engineering' },
  { name: 'お客様サポート部', nameEn: 'Customer Support' },
  { name: '管理部', nameEn: 'Corporate' },
];

interface TeamShape {
  readonly department: number;
  readonly size: number;
  readonly everyDays: number;
  /** Whether its manager is the second admin. */
  readonly deputy?: boolean;
}

const SHAPES: readonly TeamShape[] = [
  { department: 1, size: 11, everyDays: 14 },
  { department: 1, size: 10, everyDays: 14 },
  { department: 2, size: 10, everyDays: 14 },
  { department: 2, size: 10, everyDays: 14 },
  { department: 3, size: 4, everyDays: 28 },
  { department: 4, size: 3, everyDays: 28 },
  { department: 4, size: 2, everyDays: 14, deputy: true },
];

/** The people one can be in the first company, each at their place. */
const HEROES = {
  manager: { ...named('高橋 健', 'たかはし けん', 'Ken Takahashi'), externalId: 'demo-2-manager' },
  member: { ...named('佐藤 葵', 'さとう あおい', 'Aoi Sato'), externalId: 'demo-1-member' },
  english: {
    ...named('Clark Emma', '', 'Emma Clark'),
    familyKana: null,
    givenKana: null,
    externalId: 'demo-5-english',
    language: 'en' as const,
  },
  advisor: { ...named('鈴木 恵', 'すずき めぐみ', 'Megumi Suzuki'), externalId: 'demo-3-advisor' },
  admin: { ...named('山本 誠', 'やまもと まこと', 'Makoto Yamamoto'), externalId: 'demo-4-admin' },
  deputy: { ...named('中村 舞', 'なかむら まい', 'Mai Nakamura'), externalId: 'demo-7-deputy' },
};

/** The first company of the demo: 60 people, seven teams of 2 to 11, a director, an advisor for sales, two admins. */
export function firstCompany(random: Random): Company {
  const people: PlannedPerson[] = [];
  const add = (person: Omit<PlannedPerson, 'externalId'> & { externalId?: string }): number =>
    people.push({ externalId: `e${String(people.length + 1).padStart(4, '0')}`, ...person }) - 1;
  const anybody = () => nameAt(people.length, random);
  const teams = SHAPES.map(({ department, size, everyDays, deputy }, shape): PlannedTeam => {
    const leader = deputy ? HEROES.deputy : shape === 0 ? HEROES.manager : anybody();
    const manager = add({
      ...leader,
      roles: ['MANAGER', 'MEMBER', ...(deputy ? (['ADMIN'] as const) : [])],
      department,
    });
    const heroes = shape === 0 ? [HEROES.member, HEROES.english] : [];
    const members = Array.from({ length: size }, (_, place) =>
      add({ ...(heroes[place] ?? anybody()), roles: ['MEMBER'], department }),
    );
    return { manager, members, everyDays };
  });
  const director = add({ ...anybody(), roles: ['MANAGER'], department: 0 });
  const advisor = add({ ...HEROES.advisor, roles: ['ADVISOR', 'MEMBER'], department: 4 });
  add({ ...HEROES.admin, roles: ['ADMIN', 'MEMBER'], department: 4 });
  while (people.length < 60) add({ ...anybody(), roles: ['MEMBER'], department: 4 });
  const lead: PlannedTeam = { manager: director, members: teams.map(({ manager }) => manager), everyDays: 28 };
  return {
    name: '青葉テクノロジー',
    nameEn: 'Aoba Technology',
    departments: DEPARTMENTS,
    people,
    teams: [...teams, lead],
    advisor: { person: advisor, department: 1 },
  };
}

/** What a further company is like. */
export interface CompanyShape {
  readonly name: string;
  readonly nameEn: string;
  readonly size: number;
  /** Members of each manager; seven where nothing is said, thirty at most. */
  readonly team?: number;
  /** Whether its first member and its admin are some to be in the demo. */
  readonly neighbour?: boolean;
}

/** A company of any size: teams of one length below one manager each, an admin. */
export function furtherCompany(random: Random, of: CompanyShape): Company {
  const people: PlannedPerson[] = [];
  const add = (person: Omit<PlannedPerson, 'externalId'> & { externalId?: string }): number =>
    people.push({ externalId: `e${String(people.length + 1).padStart(6, '0')}`, ...person }) - 1;
  const teams: PlannedTeam[] = [];
  const admin = of.neighbour && {
    ...named('木村 航', 'きむら わたる', 'Wataru Kimura'),
    externalId: 'demo-8-neighbour-admin',
  };
  add({ ...nameAt(0, random), ...admin, roles: ['ADMIN', 'MEMBER'], department: 0 });
  while (people.length < of.size) {
    const department = 1 + (teams.length % (DEPARTMENTS.length - 1));
    const manager = add({ ...nameAt(people.length, random), roles: ['MANAGER', 'MEMBER'], department });
    const size = Math.min(of.team ?? 7, of.size - people.length);
    const hero =
      of.neighbour && teams.length === 0
        ? { ...named('田中 海', 'たなか うみ', 'Umi Tanaka'), externalId: 'demo-6-neighbour' }
        : undefined;
    const members = Array.from({ length: size }, (_, place) =>
      add({ ...((place === 0 && hero) || nameAt(people.length, random)), roles: ['MEMBER'], department }),
    );
    if (members.length > 0) teams.push({ manager, members, everyDays: 14 });
  }
  return { name: of.name, nameEn: of.nameEn, departments: DEPARTMENTS, people, teams, advisor: null };
}
