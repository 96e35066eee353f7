import { define } from '../define.ts';
import { TaiwaPairs } from './pairs.ts';

define('taiwa-pairs', TaiwaPairs);

export { TaiwaPairs };
