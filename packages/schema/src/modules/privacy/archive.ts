import { stringify } from 'csv-stringify/sync';
import { strToU8, zipSync } from 'fflate';
import type { Actor } from '../../kernel/actor.ts';
import { database, read } from '../../kernel/database.ts';
import { type CopiedRow, personalRules } from '../../kernel/personal.ts';
import { ofPerson } from '../pairs/pair.policy.ts';
import { displayName } from '../tenancy/name.ts';
import { calendarOf } from './calendar.ts';

const asCsv = (rows: readonly CopiedRow[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) =>
    columns.map((column) => {
      const value = row[column] ?? '';
      if (value instanceof Date) return value.toISOString();
      return Array.isArray(value) ? value.join(' ') : String(value);
    }),
  );
  // The mark lets spreadsheets read it as UTF-8; what begins like a formula is not one.
  return stringify([columns, ...cells], { bom: true, record_delimiter: '\r\n', escape_formulas: true });
};

const nameOf = (model: string): string => model.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

async function ownCalendar(person: Actor): Promise<string | undefined> {
  const sessions = await database(person).session.findMany({
    where: ofPerson(person),
    include: { member: true, counterpart: true },
    orderBy: { startsAt: 'asc' },
  });
  if (sessions.length === 0) return undefined;
  return calendarOf(
    sessions.map(({ member, counterpart, ...session }) => ({
      ...session,
      title: `1on1: ${displayName(member.id === person.userId ? counterpart : member, person.language)}`,
      changedAt: session.cancelledAt ?? session.endedAt ?? session.createdAt,
      cancelled: session.state === 'CANCELLED',
    })),
  );
}

const GUIDE = {
  ja: [
    'あなたに関する情報の写しです。',
    '種類ごとに .json（そのままの値）と .csv（表計算用）が入っています。calendar.ics は1on1の予定です。',
    '1on1の内容には、あなたが書いたものと、お相手があなたに共有したものが含まれます。',
    '',
    '含まれないもの：',
  ],
  en: [
    'This is a copy of the data about you.',
    'Each kind is there as .json (the values as they are) and .csv (for spreadsheets); calendar.ics holds your 1-on-1s.',
    'What was said in 1-on-1s is there as far as you wrote it or the other shared it with you.',
    '',
    'Not in it:',
  ],
} as const;

/**
 * Everything the product holds about a person and may show them, as a ZIP archive: each table as JSON and CSV, their 1-on-1s as
 * a calendar, and a guide that says what is not in it and why. Read behind the wall as that person.
 */
export async function archiveOf(person: Actor): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const withheld: string[] = [];
  await read(person, async () => {
    for (const [model, { copied }] of personalRules()) {
      if (typeof copied === 'string') {
        if (copied !== 'It names nobody.') withheld.push(`- ${nameOf(model)}: ${copied}`);
        continue;
      }
      const rows = await copied(database(person), person);
      files[`${nameOf(model)}.json`] = strToU8(`${JSON.stringify(rows, undefined, 2)}\n`);
      files[`${nameOf(model)}.csv`] = strToU8(asCsv(rows));
    }
    const calendar = await ownCalendar(person);
    if (calendar) files['calendar.ics'] = strToU8(calendar);
  });
  files['README.txt'] = strToU8([...GUIDE.ja, ...withheld, '', ...GUIDE.en, ...withheld, ''].join('\r\n'));
  return zipSync(files, { level: 6 });
}
