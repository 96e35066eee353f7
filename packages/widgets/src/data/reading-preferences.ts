/** How somebody likes to read on this device. Nothing of it is content, nor says who they are. */
export interface ReadingPreferences {
  /** 0, the usual size, to the largest. */
  readonly size: number;
  readonly hasContrast: boolean;
  readonly isAnnounced: boolean;
}

const NAME = 'taiwa:reading';

/** What there is where nobody chose. */
export const USUAL_READING: ReadingPreferences = { size: 0, hasContrast: false, isAnnounced: false };

/** What was chosen on this device; the usual where nothing was, or nothing is kept. */
export function readPreferences(): ReadingPreferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    return isPreferences(kept) ? kept : USUAL_READING;
  } catch {
    return USUAL_READING;
  }
}

/** Keeps a choice on this device, where the browser keeps anything. */
export function keepPreferences(preferences: ReadingPreferences): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(preferences));
  } catch {
    // Private windows and full disks: it holds for this page.
  }
}

function isPreferences(value: unknown): value is ReadingPreferences {
  if (typeof value !== 'object' || value === null) return false;
  const { size, hasContrast, isAnnounced } = value as Partial<Record<keyof ReadingPreferences, unknown>>;
  return typeof size === 'number' && typeof hasContrast === 'boolean' && typeof isAnnounced === 'boolean';
}
