import { define } from '../define.ts';
import { TaiwaGuideline } from './guideline.ts';

define('taiwa-guideline', TaiwaGuideline);

export { TaiwaGuideline };
