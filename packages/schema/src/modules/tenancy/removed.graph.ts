import { builder } from '../../kernel/builder.ts';

/** What a mutation answers that took something away. */
export const Removed = builder.objectRef<{ readonly id: string }>('Removed').implement({
  description: 'What is no more.',
  fields: (t) => ({ id: t.exposeID('id', { description: 'The id it had.' }) }),
});
