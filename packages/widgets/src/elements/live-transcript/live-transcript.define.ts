import { define } from '../define.ts';
import { TaiwaLiveTranscript } from './live-transcript.ts';

define('taiwa-live-transcript', TaiwaLiveTranscript);

export { TaiwaLiveTranscript };
