import { define } from '../define.ts';
import { TaiwaPrivacy } from './privacy.ts';

define('taiwa-privacy', TaiwaPrivacy);

export { TaiwaPrivacy };
