const formats = new Map<string, Intl.DateTimeFormat>();

/** A day as people say it: 11月21日(土), Sat, Nov 21. */
export function dayText(at: string | Date, language: string, timeZone: string): string {
  const day = format(language, { month: language === 'ja' ? 'long' : 'short', day: 'numeric', timeZone }).format(
    date(at),
  );
  const weekday = format(language, { weekday: 'short', timeZone }).format(date(at));
  return language === 'ja' ? `${day}(${weekday})` : `${weekday}, ${day}`;
}

/** A calendar day, given as YYYY-MM-DD, with its year: 2026年11月21日, Nov 21, 2026. */
export function dateText(day: string, language: string): string {
  const month = language === 'ja' ? 'long' : 'short';
  return format(language, { year: 'numeric', month, day: 'numeric', timeZone: 'UTC' }).format(date(day));
}

/** A time of day on the 24-hour clock: 9:30; with its seconds where they are asked for: 9:30:05. */
export function clockText(at: string | Date, language: string, timeZone: string, second?: '2-digit'): string {
  const parts = { hour: 'numeric', minute: '2-digit', second, hourCycle: 'h23', timeZone } as const;
  return format(language, parts).format(date(at));
}

/** A day with a span of time: 11月21日(土) 9:30〜10:00, Sat, Nov 21, 9:30–10:00. */
export function spanText(from: string, until: string, language: string, timeZone: string): string {
  const day = dayText(from, language, timeZone);
  const times = [clockText(from, language, timeZone), clockText(until, language, timeZone)];
  return language === 'ja' ? `${day} ${times.join('〜')}` : `${day}, ${times.join('–')}`;
}

/** A day with a time, without the day where it is today. */
export function momentText(at: string, language: string, timeZone: string, now = new Date()): string {
  const clock = clockText(at, language, timeZone);
  if (daysUntil(at, timeZone, now) === 0) return clock;
  return language === 'ja'
    ? `${dayText(at, language, timeZone)} ${clock}`
    : `${dayText(at, language, timeZone)}, ${clock}`;
}

/** How far away a time is, in the largest unit that says something: in 12 minutes, tomorrow, in 3 days. */
export function distanceText(at: string, language: string, timeZone: string, now = new Date()): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const days = daysUntil(at, timeZone, now);
  const minutes = Math.round((date(at).getTime() - now.getTime()) / 60_000);
  const text = days === 0 && Math.abs(minutes) < 60 ? relative.format(minutes, 'minute') : relative.format(days, 'day');
  return language === 'ja' ? text.replaceAll(' ', '') : text;
}

/** Whether clocks in the two zones differ at that time. */
export function differsByClock(at: string, zone: string, other: string): boolean {
  return isoDay(date(at), zone) !== isoDay(date(at), other) || clockText(at, 'en', zone) !== clockText(at, 'en', other);
}

/** A day as YYYY-MM-DD in a zone. */
export function isoDay(at: Date, timeZone: string): string {
  return format('sv', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);
}

/** A time as HH:MM in a zone. */
export function isoClock(at: Date, timeZone: string): string {
  return clockText(at, 'sv', timeZone).padStart(5, '0');
}

/** The zone of the browser. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function daysUntil(at: string, timeZone: string, now: Date): number {
  return Math.round((Date.parse(isoDay(date(at), timeZone)) - Date.parse(isoDay(now, timeZone))) / 86_400_000);
}

function date(at: string | Date): Date {
  return typeof at === 'string' ? new Date(at) : at;
}

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made;
}
