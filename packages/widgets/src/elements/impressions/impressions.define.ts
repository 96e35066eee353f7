import { define } from '../define.ts';
import { TaiwaImpressions } from './impressions.ts';

define('taiwa-impressions', TaiwaImpressions);

export { TaiwaImpressions };
