import { define } from '../define.ts';
import { TaiwaHintSharing } from './hint-sharing.ts';

define('taiwa-hint-sharing', TaiwaHintSharing);

export { TaiwaHintSharing };
