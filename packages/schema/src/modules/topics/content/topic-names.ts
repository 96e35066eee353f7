import { BUILT_IN } from './built-in-pack.ts';
import { type DefaultCode, isDefaultCode } from './pack-file.ts';
import type { Text } from './text.ts';

/** The seven topics every tenant starts with, in their published order. */
export const DEFAULT_TOPICS: readonly { readonly code: DefaultCode; readonly name: Text }[] = BUILT_IN.topics.flatMap(
  ({ key, name }) => (isDefaultCode(key) ? [{ code: key, name }] : []),
);

/** Name of what counts as none of the seven. */
export const OTHER_TOPIC: Text = { ja: 'その他', en: 'Something else' };
