import { define } from '../define.ts';
import { TaiwaSession } from './session.ts';

define('taiwa-session', TaiwaSession);

export { TaiwaSession };
