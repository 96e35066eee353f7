import { define } from '../define.ts';
import { TaiwaRestrictions } from './restrictions.ts';

define('taiwa-restrictions', TaiwaRestrictions);

export { TaiwaRestrictions };
