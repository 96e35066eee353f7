import { define } from '../define.ts';
import { TaiwaSignUp } from './sign-up.ts';

define('taiwa-sign-up', TaiwaSignUp);

export { TaiwaSignUp };
