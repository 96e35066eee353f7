import { define } from '../define.ts';
import { TaiwaDepartments } from './departments.ts';

define('taiwa-departments', TaiwaDepartments);

export { TaiwaDepartments };
