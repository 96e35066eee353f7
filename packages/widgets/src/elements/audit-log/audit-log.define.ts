import { define } from '../define.ts';
import { TaiwaAuditLog } from './audit-log.ts';

define('taiwa-audit-log', TaiwaAuditLog);

export { TaiwaAuditLog };
