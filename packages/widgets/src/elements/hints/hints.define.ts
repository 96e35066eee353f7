import { define } from '../define.ts';
import { TaiwaHints } from './hints.ts';

define('taiwa-hints', TaiwaHints);

export { TaiwaHints };
