import { DEFAULT_TOPICS } from '../modules/topics/content/topic-names.ts';
import type { TopicCode } from '../generated/prisma/enums.ts';
import { nameKeys } from '../modules/tenancy/name.ts';
import type { Chance } from './chance.ts';
import type { Company } from './company.ts';
import type { RowCollector } from './rows.ts';

/** A written pair, with what its talks depend on. */
export interface WrittenPair {
  readonly id: string;
  readonly memberId: string;
  readonly counterpartId: string;
  /** Place among the pairs of the same counterpart: their talks never overlap. */
  readonly slot: number;
  /** Which team of the company. */
  readonly team: number;
  readonly everyDays: number;
  /** Distinct members of the counterpart. */
  readonly raters: number;
}

/** What was written of a company. */
export interface WrittenCompany {
  readonly tenantId: string;
  readonly pairs: readonly WrittenPair[];
  readonly topicIds: ReadonlyMap<TopicCode, string>;
  readonly userIds: readonly string[];
  readonly departmentIds: readonly string[];
  readonly adminId: string;
}

const dayBefore = (today: Date, days: number): string =>
  new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);

function writeDepartments(rows: RowCollector, chance: Chance, tenantId: string, company: Company): string[] {
  const ids = company.departments.map(() => chance.id('dep'));
  const top = ids[0] ?? '';
  for (const [position, { name, nameEn }] of company.departments.entries()) {
    const id = ids[position] ?? '';
    const path = position === 0 ? `${top}/` : `${top}/${id}/`;
    rows.add('department', {
      tenantId,
      id,
      externalId: `d${position}`,
      name,
      nameEn,
      parentId: position === 0 ? null : top,
      path,
      position,
    });
    rows.add('department_ancestor', { tenantId, departmentId: id, ancestorId: id });
    if (position > 0) rows.add('department_ancestor', { tenantId, departmentId: id, ancestorId: top });
  }
  return ids;
}

function writePeople(
  rows: RowCollector,
  chance: Chance,
  today: Date,
  tenantId: string,
  company: Company,
  departments: readonly string[],
): string[] {
  return company.people.map((person, place) => {
    const { department, roles, language, ...rest } = person;
    const id = chance.id('usr');
    rows.add('app_user', {
      tenantId,
      id,
      ...rest,
      ...nameKeys(rest),
      email: `${rest.externalId}@example.com`,
      language: language ?? null,
      roles,
      departmentId: departments[department] ?? departments[0],
      hiredOn: dayBefore(today, 200 + ((place * 97) % 3_000)),
      tokenVersion: 0,
      createdAt: new Date(today.getTime() - 500 * 86_400_000),
    });
    return id;
  });
}

function writeTopics(
  rows: RowCollector,
  chance: Chance,
  today: Date,
  tenantId: string,
): ReadonlyMap<TopicCode, string> {
  return new Map(
    DEFAULT_TOPICS.map(({ code, name }, position) => {
      const id = chance.id('top');
      rows.add('topic', {
        tenantId,
        id,
        code,
        countsAs: code,
        name: name.ja,
        nameEn: name.en,
        position,
        createdAt: today,
      });
      return [code, id] as const;
    }),
  );
}

/** Writes a tenant with its departments, people, topics and pairs. */
export function writeCompany(
  rows: RowCollector,
  chance: Chance,
  today: Date,
  company: Company,
  tenantId: string,
): WrittenCompany {
  const { name, nameEn, teams, advisor } = company;
  rows.add('tenant', {
    id: tenantId,
    name,
    nameEn,
    timeZone: 'Asia/Tokyo',
    language: 'ja',
    anonymityFloor: 5,
    demo: true,
    createdAt: today,
  });
  const departmentIds = writeDepartments(rows, chance, tenantId, company);
  const userIds = writePeople(rows, chance, today, tenantId, company, departmentIds);
  const userId = (place: number) => userIds[place] ?? '';
  if (advisor)
    rows.add('advisor_scope', {
      tenantId,
      id: chance.id('adv'),
      advisorId: userId(advisor.person),
      departmentId: departmentIds[advisor.department],
      userId: null,
    });
  const pairs = teams.flatMap(({ manager, members, everyDays }, team) =>
    members.map((member, slot): WrittenPair => ({
      id: chance.id('pai'),
      memberId: userId(member),
      counterpartId: userId(manager),
      slot,
      team,
      everyDays,
      raters: members.length,
    })),
  );
  const admin = company.people.findIndex(({ roles }) => roles.includes('ADMIN'));
  return {
    tenantId,
    pairs,
    topicIds: writeTopics(rows, chance, today, tenantId),
    userIds,
    departmentIds,
    adminId: userId(admin),
  };
}
