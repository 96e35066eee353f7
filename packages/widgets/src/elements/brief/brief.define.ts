import { define } from '../define.ts';
import { TaiwaBrief } from './brief.ts';

define('taiwa-brief', TaiwaBrief);

export { TaiwaBrief };
