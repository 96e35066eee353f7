import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { listRetention, previewRetention, type RetentionLine, setRetention } from './retention-setting.ts';

const RetentionRuleRef = builder.objectRef<RetentionLine>('RetentionRule').implement({
  description: 'How long the tenant keeps what a table holds.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'The table.' }),
    says: t.exposeString('says', { description: 'The rule in words.' }),
    days: t.exposeInt('days', {
      nullable: true,
      description: 'Days that hold now; null where the rows are kept, or the rule is not counted in days.',
    }),
    least: t.exposeInt('least', {
      nullable: true,
      description: 'Fewest days the tenant may choose; null where it may not choose.',
    }),
    most: t.exposeInt('most', { nullable: true, description: 'Most days the tenant may choose.' }),
  }),
});

builder.queryFields((t) => ({
  retentionRules: t.field({
    type: [RetentionRuleRef],
    authScopes: { scope: 'people:read', person: true },
    description: 'How long everything is kept, and what the tenant may choose. For admins.',
    resolve: (_root, _args, { actor }) => listRetention(actor),
  }),
  retentionPreview: t.int({
    nullable: true,
    authScopes: { scope: 'people:read', person: true },
    description:
      'How many rows would be deleted within the hour if these days were chosen; null where they cannot be. For admins.',
    args: {
      type: t.arg.string({ description: 'The table.' }),
      days: t.arg.int({ required: false, description: 'The days; as the rule says where none are given.' }),
    },
    resolve: (_root, { type, days }, { actor }) => previewRetention(actor, { type, days }),
  }),
}));

mutation('setRetention', {
  description: 'Chooses how long the rows of a table are kept; see `retentionPreview` first. For admins.',
  scope: 'people:write',
  person: true,
  input: (t) => ({
    type: t.string({ description: 'The table.' }),
    days: t.int({ required: false, description: 'The days, within the bounds; null leaves it to the rule.' }),
  }),
  type: RetentionRuleRef,
  problems: [InvalidInput],
  resolve: setRetention,
});
