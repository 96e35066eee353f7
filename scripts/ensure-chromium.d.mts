/** A Chromium that starts, and how. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly args: string[];
  /** Set where it needs libraries of its own. */
  readonly env: Record<string, string> | undefined;
}

/** What a browser under test needs not: no sandbox of its own, no graphics card, no calls home. */
export const CHROMIUM_FLAGS: string[];

/** A Chromium that starts; throws an Error that says what to do where there is none. */
export function ensureChromium(): Promise<FoundChromium>;
