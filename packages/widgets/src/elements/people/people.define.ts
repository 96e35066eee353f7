import { define } from '../define.ts';
import { TaiwaPeople } from './people.ts';

define('taiwa-people', TaiwaPeople);

export { TaiwaPeople };
