import { define } from '../define.ts';
import { TaiwaTopicSettings } from './topic-settings.ts';

define('taiwa-topic-settings', TaiwaTopicSettings);

export { TaiwaTopicSettings };
