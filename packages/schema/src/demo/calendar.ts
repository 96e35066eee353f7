import { instantOf } from '../kernel/time.ts';
import type { WrittenPair } from './people.ts';

/** When one talk was planned. */
export interface Planned {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const DAY = 86_400_000;
const MINUTES = 30;
// Half hours of a working day; those who lead leaders meet in the late afternoon, so that nobody is in two places.
const HOURS = ['09:30', '10:30', '11:30', '13:30', '14:30', '15:30'] as const;
const LATE_HOURS = ['16:30', '17:00', '17:30', '18:00', '18:30', '19:00', '19:30'] as const;

/** A Monday long ago, from which fortnights are counted alike in every run. */
const FIRST_MONDAY = Date.UTC(2024, 0, 1);

const mondayOf = (day: number): number => day - (((((day - FIRST_MONDAY) / DAY) % 7) + 7) % 7) * DAY;

/**
 * The talks of a pair between two days, at the same place in every second or fourth week. Pairs of one counterpart have
 * places of their own; `late` is for pairs whose member is a counterpart elsewhere.
 */
export function talksOf(
  pair: Pick<WrittenPair, 'slot' | 'everyDays'>,
  late: boolean,
  from: Date,
  until: Date,
): Planned[] {
  const { slot, everyDays } = pair;
  const weekday = slot % 5;
  const hours = late ? LATE_HOURS : HOURS;
  const hour = hours[Math.floor(slot / 5) % hours.length] ?? '10:30';
  const week = Math.floor(slot / 30);
  const offset = ((slot + week) % Math.max(1, everyDays / 7)) * 7;
  const talks: Planned[] = [];
  const period = everyDays * DAY;
  const start = FIRST_MONDAY + (offset + weekday) * DAY;
  const begin = start + Math.ceil((mondayOf(from.getTime()) - start) / period) * period;
  for (let day = begin; day < until.getTime(); day += period) {
    const startsAt = instantOf(`${new Date(day).toISOString().slice(0, 10)}T${hour}:00`, 'Asia/Tokyo');
    if (startsAt >= from && startsAt < until)
      talks.push({ startsAt, endsAt: new Date(startsAt.getTime() + MINUTES * 60_000) });
  }
  return talks;
}
