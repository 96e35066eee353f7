import type { TopicCode } from '../../../generated/prisma/enums.ts';
import type { Text } from './text.ts';

/** The seven topics every tenant starts with, in their published order. */
export const DEFAULT_TOPICS: readonly { readonly code: TopicCode; readonly name: Text }[] = [
  { code: 'WORK', name: { ja: '業務の進捗や進め方', en: 'Progress and ways of working' } },
  { code: 'RELATIONSHIPS', name: { ja: '人間関係', en: 'Relationships' } },
  { code: 'CONDITION', name: { ja: '心身の状態', en: 'Body and mind' } },
  { code: 'CAREER', name: { ja: '今後のキャリア', en: 'Where my career goes' } },
  { code: 'SKILLS', name: { ja: 'スキルや力の向上', en: 'Skills and growth' } },
  { code: 'PRIVATE', name: { ja: 'プライベート', en: 'Private life' } },
  { code: 'POLICY', name: { ja: '会社や部署の方針', en: 'Company and department policy' } },
];

/** Name of what counts as none of the seven. */
export const OTHER_TOPIC: Text = { ja: 'その他', en: 'Something else' };
