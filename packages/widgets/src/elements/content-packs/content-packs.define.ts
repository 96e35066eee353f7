import { define } from '../define.ts';
import { TaiwaContentPacks } from './content-packs.ts';

define('taiwa-content-packs', TaiwaContentPacks);

export { TaiwaContentPacks };
