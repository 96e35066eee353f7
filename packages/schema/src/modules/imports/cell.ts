import type { Language, Role } from '../../kernel/actor.ts';

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** A reader of cells that know a few words only; null for any other. */
const wordReader = <Value>(words: readonly (readonly [Value, readonly string[]])[]) => {
  const values = new Map(
    words.flatMap(([value, forms]) => forms.map((form): [string, Value] => [folded(form), value])),
  );
  return (text: string): Value | null => values.get(folded(text)) ?? null;
};

const readRole = wordReader<Role>([
  ['MEMBER', ['MEMBER', 'メンバー', '部下', '社員', '一般']],
  ['MANAGER', ['MANAGER', 'マネージャー', 'マネジャー', '上司', '管理職']],
  ['ADVISOR', ['ADVISOR', 'アドバイザー']],
  ['ADMIN', ['ADMIN', '管理者', 'administrator']],
]);

/** The parts of a text between separators, trimmed, without empty ones. */
export const readList = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

/** Roles, separated by a slash, comma, semicolon, point or space; null where one is none. */
export function readRoles(text: string): Role[] | null {
  const parts = readList(text, /[/,;|、・／，；\s]/);
  const roles = parts.slice(0, 10).flatMap((part) => readRole(part) ?? []);
  return roles.length === parts.length && roles.length > 0 ? [...new Set(roles)] : null;
}

/** A language; null for anything else. */
export const readLanguage = wordReader<Language>([
  ['ja', ['ja', '日本語', 'japanese']],
  ['en', ['en', '英語', 'english']],
]);

/** Yes or no; null for anything else. */
export const readYes = wordReader<boolean>([
  [true, ['はい', 'yes', 'y', 'true', '1', '○', '〇', '◯', '退職', '終了']],
  [false, ['いいえ', 'no', 'n', 'false', '0', '×', '-']],
]);

/** Why two people meet; null for anything else. */
export const readPairKind = wordReader<'MANAGER_MEMBER' | 'MENTOR_MENTEE' | 'OTHER'>([
  ['MANAGER_MEMBER', ['MANAGER_MEMBER', '上司・部下', '上司部下', '上司']],
  ['MENTOR_MENTEE', ['MENTOR_MENTEE', 'メンター', 'メンター・メンティー']],
  ['OTHER', ['OTHER', 'その他', 'ナナメ']],
]);

const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;

/** A day as spreadsheets write it (2026-04-01, 2026/4/1, 2026年4月1日, 20260401), at midnight UTC; null for no such day. */
export function readDate(text: string): Date | null {
  const [, year, month, day, monthToo, dayToo] = DATE.exec(folded(text).slice(0, 20)) ?? [];
  if (!year) return null;
  const parts = [Number(year), Number(month ?? monthToo), Number(day ?? dayToo)] as const;
  const date = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
  return date.getUTCMonth() === parts[1] - 1 && date.getUTCDate() === parts[2] && parts[0] >= 1900 ? date : null;
}
