import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarEntry, calendarOf } from './calendar.ts';

const meeting = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: 'ses_1',
  title: '1on1: 佐藤 葵',
  startsAt: new Date('2026-03-04T01:00:00Z'),
  endsAt: new Date('2026-03-04T01:30:00Z'),
  timeZone: 'Asia/Tokyo',
  changedAt: new Date('2026-03-01T00:00:00Z'),
  revision: 1,
  cancelled: false,
  ...change,
});

function eventsIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const zone = zones.find(({ tzid }) => tzid === component.getFirstProperty('dtstart')?.getFirstParameter('tzid'));
    const instant = (time: ICAL.Time) => {
      time.zone = zone ?? time.zone;
      return time.toJSDate().toISOString();
    };
    return {
      title: event.summary,
      starts: instant(event.startDate),
      ends: instant(event.endDate),
      properties: component.getAllProperties().length,
    };
  });
}

const plain = eventsIn(calendarOf([meeting()]))[0];

test('a meeting is read again as it was', () => {
  expect(plain).toMatchObject({
    title: '1on1: 佐藤 葵',
    starts: '2026-03-04T01:00:00.000Z',
    ends: '2026-03-04T01:30:00.000Z',
  });
});

test.each([
  ['a line of its own', 'x\r\nATTENDEE:mailto:evil@example.com'],
  ['a bare line feed', 'x\nBEGIN:VALARM'],
  ['a bare carriage return', 'x\rEND:VEVENT'],
  ['line separators of Unicode', 'x\u2028ATTENDEE:a\u2029b\u0085c'],
  ['marks', String.raw`a;b,c\n\\;"q":d`],
  ['control characters', 'a\u0000b\u001bc\td'],
])('a title with %s adds no property', (_what, title) => {
  const [event] = eventsIn(calendarOf([meeting({ title })]));
  expect(event?.properties).toBe(plain?.properties);
});

test('marks and line breaks in a title survive', () => {
  const title = String.raw`a;b,c\n` + '\n"q": d';
  expect(eventsIn(calendarOf([meeting({ title })]))[0]?.title).toBe(title);
});

test('long lines are folded at 75 octets and never inside a character', () => {
  for (let shift = 0; shift < 8; shift += 1) {
    const title = `${'a'.repeat(shift)}${'𠮷葵é'.repeat(60)}`;
    const text = calendarOf([meeting({ title })]);
    const lines = Buffer.from(text).toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
    const bytes = text.split('\r\n').map((line) => Buffer.from(line).toString('utf8'));
    expect(bytes.join('')).not.toContain('\uFFFD');
    expect(eventsIn(text)[0]?.title).toBe(title);
  }
});

describe('a zone that changes its clocks', () => {
  test.each([
    ['before summer time', '2026-03-08T06:30:00Z'],
    ['after it began', '2026-03-08T07:30:00Z'],
    ['in the hour that comes twice, first', '2026-11-01T05:30:00Z'],
    ['in winter', '2026-12-01T15:00:00Z'],
  ])('gives the instant again %s', (_when, at) => {
    const startsAt = new Date(at);
    const endsAt = new Date(startsAt.getTime() + 1_800_000);
    const [event] = eventsIn(calendarOf([meeting({ timeZone: 'America/New_York', startsAt, endsAt })]));
    expect(event?.starts).toBe(startsAt.toISOString());
  });

  test('is spelled out for the time around the meetings, each zone once', () => {
    const text = calendarOf([
      meeting({ timeZone: 'Europe/Berlin' }),
      meeting({ id: 'ses_2', timeZone: 'Europe/Berlin' }),
      meeting({ id: 'ses_3' }),
    ]);
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
    expect(text.match(/BEGIN:DAYLIGHT/g)).toHaveLength(2);
    expect(text).toContain('TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200');
  });
});
