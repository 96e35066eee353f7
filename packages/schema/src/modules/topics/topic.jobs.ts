import { onEvent } from '../../kernel/jobs.ts';
import '../tenancy/tenant.ts';
import { addDefaultTopics } from './topic.ts';

onEvent('tenant.created', {
  name: 'topics.addDefaultTopics',
  run: async ({ tenantId }) => addDefaultTopics(tenantId),
});
