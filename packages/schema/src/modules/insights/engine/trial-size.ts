/**
 * What a trial of a given size can detect, to be shown before it starts (80 % power, 5 % two-sided unless told otherwise).
 *
 *     sales index: MDE = (z₁₋α⁄₂ + z_power) · CV · √(2/n · deff · (1 + (m−1)ρ)/m)     relative
 *                  deff = 1 + (pairs per cluster − 1)·ICC when clusters (managers) are randomised; m months averaged
 *     turnover:    share leaving p = 1 − (1 − annual)^(months/12); difference in h = 2(asin√p₁ − asin√p₂), SE √(2/n)
 *
 * CV = coefficient of variation of a pair's year-over-year ratio. Sources: Cohen 1988 (arcsine); Donner and Klar 2000 (design
 * effect).
 */
import { normalCdf, normalQuantile } from './distributions/normal.ts';

/** The plan of a trial on a sales index. */
export interface IndexPlan {
  readonly perArm: number;
  readonly cv: number;
  /** Set when clusters are randomised: pairs per cluster and their intraclass correlation. */
  readonly cluster?: { readonly pairs: number; readonly icc: number };
  /** Set when several months are averaged: how many, and the correlation of a pair's months. */
  readonly months?: { readonly count: number; readonly correlation: number };
}

/** The plan of a trial on turnover. */
export interface TurnoverPlan {
  readonly perArm: number;
  readonly annualRate: number;
  readonly months: number;
}

/** Error rates of a plan. */
export interface PlanLevel {
  readonly alpha: number;
  readonly power: number;
}

/** 5 % two-sided, 80 % power. */
export const USUAL_LEVEL: PlanLevel = { alpha: 0.05, power: 0.8 };

/** Correlation of a pair's year-over-year ratios between months that the published tables assume. */
export const MONTH_CORRELATION = 0.3;

/** The smallest relative difference of an index a trial would probably see. */
export function detectableIndex({ perArm, cv, cluster, months }: IndexPlan, level: PlanLevel = USUAL_LEVEL): number {
  const deff = cluster ? 1 + (cluster.pairs - 1) * cluster.icc : 1;
  const averaging = months ? (1 + (months.count - 1) * months.correlation) / months.count : 1;
  return reach(level) * cv * Math.sqrt((2 / perArm) * deff * averaging);
}

/** The smallest relative reduction of turnover a trial would probably see; null when not even zero leavers would do. */
export function detectableTurnover(
  { perArm, annualRate, months }: TurnoverPlan,
  level: PlanLevel = USUAL_LEVEL,
): number | null {
  const leaving = shareLeaving(annualRate, months);
  const angle = Math.asin(Math.sqrt(leaving)) - (reach(level) * Math.sqrt(2 / perArm)) / 2;
  return angle <= 0 ? null : 1 - Math.sin(angle) ** 2 / leaving;
}

/** The chance to see a relative reduction of turnover (0.2 = by a fifth). */
export function turnoverPower({ perArm, annualRate, months }: TurnoverPlan, reduction: number, alpha = 0.05): number {
  const h = arcsineDifference(shareLeaving(annualRate, months), reduction);
  return normalCdf(h * Math.sqrt(perArm / 2) - normalQuantile(1 - alpha / 2));
}

/** People needed in each arm to see a relative reduction of turnover. */
export function turnoverSize(
  annualRate: number,
  months: number,
  reduction: number,
  level: PlanLevel = USUAL_LEVEL,
): number {
  const h = arcsineDifference(shareLeaving(annualRate, months), reduction);
  return Math.ceil((2 * reach(level) ** 2) / h ** 2);
}

function shareLeaving(annualRate: number, months: number): number {
  return 1 - (1 - annualRate) ** (months / 12);
}

function arcsineDifference(share: number, reduction: number): number {
  return 2 * (Math.asin(Math.sqrt(share)) - Math.asin(Math.sqrt(share * (1 - reduction))));
}

function reach({ alpha, power }: PlanLevel): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}
