let frozenAt: number | undefined;

/** The one clock of the product. */
export const now = (): Date => new Date(frozenAt ?? Date.now());

/** Stops the clock at an instant, for tests; call again to move it, call what it returns to let it run. */
export function freezeTime(instant: Date | string): () => void {
  const at = new Date(instant).getTime();
  if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${String(instant)}`);
  frozenAt = at;
  return () => {
    frozenAt = undefined;
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** What the clock on the wall of a zone shows at an instant, as `2026-11-21T09:30:00`. Throws RangeError for an unknown zone. */
export function wallTime(instant: Date, zone: string): string {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}`;
}

/** The instant at which a zone's wall shows this time (`2026-11-04T03:00:00`); in the hour that a change of clocks skips, the same distance after it. */
export function instantOf(wall: string, zone: string): Date {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a time of the wall: ${wall}`);
  const offsetAt = (at: number) => Date.parse(`${wallTime(new Date(at), zone)}Z`) - at;
  const first = asUtc - offsetAt(asUtc);
  // A change of clocks between the guess and the truth shows as another offset there.
  const second = asUtc - offsetAt(first);
  return new Date(wallTime(new Date(second), zone) === wall ? second : Math.max(first, second));
}

/** The day of an instant in a zone, `2026-11-21`. */
export const dayOf = (instant: Date, zone: string): string => wallTime(instant, zone).slice(0, 10);

/** The month of an instant in a zone, `2026-11`. */
export const monthOf = (instant: Date, zone: string): string => wallTime(instant, zone).slice(0, 7);

/** The month that lies `count` months after another (before, when negative). */
export function monthAfter(month: string, count = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The instant at which a month's numbers close: the 4th of the next month at 03:00 in the tenant's zone. */
export const closeOfMonth = (month: string, zone: string): Date => instantOf(`${monthAfter(month)}-04T03:00:00`, zone);

/** The instant `count` of a unit after another. */
export function after(instant: Date, count: number, unit: 'seconds' | 'minutes' | 'hours' | 'days'): Date {
  const size = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 }[unit];
  return new Date(instant.getTime() + count * size);
}
