import { define } from '../define.ts';
import { TaiwaSettings } from './settings.ts';

define('taiwa-settings', TaiwaSettings);

export { TaiwaSettings };
