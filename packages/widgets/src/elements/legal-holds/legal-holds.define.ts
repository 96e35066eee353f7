import { define } from '../define.ts';
import { TaiwaLegalHolds } from './legal-holds.ts';

define('taiwa-legal-holds', TaiwaLegalHolds);

export { TaiwaLegalHolds };
