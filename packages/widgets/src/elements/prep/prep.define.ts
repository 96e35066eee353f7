import { define } from '../define.ts';
import { TaiwaPrep } from './prep.ts';

define('taiwa-prep', TaiwaPrep);

export { TaiwaPrep };
