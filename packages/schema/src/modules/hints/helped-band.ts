const BANDS = [5, 10, 20, 50, 100] as const;

/** So many readers at the least were helped by a hint, in bands; 0 below the first, so that no single mark can be seen to arrive. */
export const helpedBand = (count: number): number => BANDS.findLast((band) => count >= band) ?? 0;
