import { define } from '../define.ts';
import { TaiwaKeys } from './keys.ts';

define('taiwa-keys', TaiwaKeys);

export { TaiwaKeys };
