import { define } from '../define.ts';
import { TaiwaImport } from './import.ts';

define('taiwa-import', TaiwaImport);

export { TaiwaImport };
