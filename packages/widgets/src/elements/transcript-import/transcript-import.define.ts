import { define } from '../define.ts';
import { TaiwaTranscriptImport } from './transcript-import.ts';

define('taiwa-transcript-import', TaiwaTranscriptImport);

export { TaiwaTranscriptImport };
