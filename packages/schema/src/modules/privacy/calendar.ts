import { wallTime } from '../../kernel/time.ts';

/** One meeting for a calendar. */
export interface CalendarEntry {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA zone in which its time was agreed. */
  readonly timeZone: string;
  readonly changedAt: Date;
  readonly revision: number;
  readonly cancelled: boolean;
}

// RFC 5545 3.3.11: what a text may not bear as it is.
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r\n|\r|\n|\u2028|\u2029|\u0085/g, '\\n')
    .replaceAll(/[;,]/g, (mark) => `\\${mark}`)
    // The other control characters break a line or a parser.
    .replaceAll(/\p{Cc}/gu, '');

const MOST_OCTETS = 75;

/** A line in pieces of at most 75 octets, never in the middle of a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let [piece, size] = ['', 0];
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (size + octets > MOST_OCTETS) {
      pieces.push(piece);
      // The space that begins a continued line counts.
      [piece, size] = ['', 1];
    }
    piece += character;
    size += octets;
  }
  return [...pieces, piece].join('\r\n ');
}

const compact = (wall: string): string => wall.replaceAll(/[-:]/g, '');
const utc = (instant: Date): string => `${compact(instant.toISOString().slice(0, 19))}Z`;

const MINUTE = 60_000;
const offsetAt = (instant: number, zone: string): number => {
  const whole = Math.floor(instant / MINUTE) * MINUTE;
  return Math.round((Date.parse(`${wallTime(new Date(whole), zone)}Z`) - whole) / MINUTE);
};

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** The minute at which a zone's offset changes between two instants that differ in it. */
function changeBetween(before: number, after: number, zone: string): number {
  let [low, high] = [before, after];
  const old = offsetAt(before, zone);
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}

const DAY = 24 * 60 * MINUTE;

/** What the clocks of a zone do between two instants, spelled out change by change (RFC 5545 3.6.5). */
function zoneLines(zone: string, from: number, until: number): string[] {
  const first = offsetAt(from, zone);
  const observance = (kind: string, start: number, before: number, after: number) => [
    `BEGIN:${kind}`,
    `DTSTART:${compact(new Date(start + before * MINUTE).toISOString().slice(0, 19))}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `END:${kind}`,
  ];
  const changes: string[] = [];
  for (let day = from; day < until; day += DAY) {
    const [before, after] = [offsetAt(day, zone), offsetAt(day + DAY, zone)];
    if (before !== after)
      changes.push(
        ...observance(after > before ? 'DAYLIGHT' : 'STANDARD', changeBetween(day, day + DAY, zone), before, after),
      );
  }
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance('STANDARD', from, first, first),
    ...changes,
    'END:VTIMEZONE',
  ];
}

const HOUR = 60 * MINUTE;

/** An instant by the clock of its zone; in UTC where that clock shows the same time twice. */
function timeLine(name: string, instant: Date, zone: string): string {
  const wall = wallTime(instant, zone);
  const isTwice = [-HOUR, HOUR].some((shift) => wallTime(new Date(instant.getTime() + shift), zone) === wall);
  return isTwice ? `${name}:${utc(instant)}` : `${name};TZID=${zone}:${compact(wall)}`;
}

const eventLines = (entry: CalendarEntry): string[] => [
  'BEGIN:VEVENT',
  `UID:${entry.id}@taiwa`,
  `DTSTAMP:${utc(entry.changedAt)}`,
  timeLine('DTSTART', entry.startsAt, entry.timeZone),
  timeLine('DTEND', entry.endsAt, entry.timeZone),
  `SEQUENCE:${entry.revision}`,
  `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `SUMMARY:${escaped(entry.title)}`,
  'END:VEVENT',
];

/** Meetings as a calendar file (RFC 5545) with the zones they were agreed in. */
export function calendarOf(entries: readonly CalendarEntry[]): string {
  const zones = new Set(entries.map(({ timeZone }) => timeZone));
  const times = entries.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]);
  const from = Math.min(...times) - 366 * DAY;
  const until = Math.max(...times) + 366 * DAY;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Taiwa//1-on-1//EN',
    'CALSCALE:GREGORIAN',
    ...[...zones].flatMap((zone) => zoneLines(zone, from, until)),
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
