import type { Page } from 'playwright';

/** What axe finds wrong with a page: a line a finding, with its rule and the first element of it. */
export function axeFindings(page: Page): Promise<string[]>;

/** By how many pixels a page is wider than its window. */
export function overflowOf(page: Page): Promise<number>;
