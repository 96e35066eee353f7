import { define } from '../define.ts';
import { TaiwaSignUps } from './sign-ups.ts';

define('taiwa-sign-ups', TaiwaSignUps);

export { TaiwaSignUps };
