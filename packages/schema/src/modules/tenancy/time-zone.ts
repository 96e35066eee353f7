import { z } from 'zod';
import { says } from './words.ts';

/** Whether a text names a time zone of the IANA database, such as Asia/Tokyo. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64 || !/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** A piece of input: the name of a time zone. */
export const timeZone = () => z.string().refine(isTimeZone, { params: { reason: says.UNKNOWN_TIME_ZONE } });
