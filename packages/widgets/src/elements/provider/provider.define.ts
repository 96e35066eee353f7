import { define } from '../define.ts';
import { TaiwaProvider } from './provider.ts';

define('taiwa-provider', TaiwaProvider);

export { TaiwaProvider };
