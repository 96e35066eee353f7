import { define } from '../define.ts';
import { TaiwaRetention } from './retention.ts';

define('taiwa-retention', TaiwaRetention);

export { TaiwaRetention };
