import { PackFile } from './pack-file.ts';
import file from './taiwa-pack.json' with { type: 'json' };

/** The pack that everybody has who has none of their own. */
export const BUILT_IN: PackFile = PackFile.parse(file);
