import { define } from '../define.ts';
import { TaiwaNext } from './next.ts';

define('taiwa-next', TaiwaNext);

export { TaiwaNext };
