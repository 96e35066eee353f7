import { after } from '../kernel/time.ts';
import type { Chance } from './chance.ts';
import type { WrittenCompany } from './people.ts';
import type { RowCollector } from './rows.ts';

const dayAway = (now: Date, days: number): string => after(now, days, 'days').toISOString().slice(0, 10);

/** Writes what a company asks of its people: how often to meet, a topic it recommends, one it requires of new hires. */
export function writeGuidance(rows: RowCollector, chance: Chance, company: WrittenCompany, now: Date): void {
  const { tenantId, departmentIds, topicIds } = company;
  const asked = { tenantId, fromDay: dayAway(now, -400), untilDay: null, createdAt: after(now, -400, 'days') };
  const general = { sessions: 2, everyMonths: 1, minutes: 30 };
  rows.add('guideline', { ...asked, id: chance.id('gui'), departmentId: null, ...general });
  const seldom = { sessions: 1, everyMonths: 1, minutes: 45 };
  rows.add('guideline', { ...asked, id: chance.id('gui'), departmentId: departmentIds.at(-1), ...seldom });
  const stressed = { tenantId, departmentIds: [], roles: ['MEMBER'], createdAt: after(now, -14, 'days') };
  rows.add('topic_priority', {
    ...stressed,
    id: chance.id('tpr'),
    topicId: topicIds.get('SKILLS'),
    kind: 'RECOMMENDED',
    hiredWithinMonths: null,
    fromDay: dayAway(now, -14),
    untilDay: dayAway(now, 76),
    why: '下期の研修を選ぶ時期です。',
    whyEn: 'It is time to choose the courses of the coming months.',
  });
  rows.add('topic_priority', {
    ...stressed,
    id: chance.id('tpr'),
    topicId: topicIds.get('CONDITION'),
    kind: 'REQUIRED',
    hiredWithinMonths: 12,
    fromDay: dayAway(now, -7),
    untilDay: dayAway(now, 53),
    why: '入社1年以内の方の様子を伺っています。',
    whyEn: 'We ask how everybody is who joined within a year.',
  });
}
