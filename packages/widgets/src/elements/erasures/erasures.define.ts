import { define } from '../define.ts';
import { TaiwaErasures } from './erasures.ts';

define('taiwa-erasures', TaiwaErasures);

export { TaiwaErasures };
