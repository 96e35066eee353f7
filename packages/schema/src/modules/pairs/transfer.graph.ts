import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { type Transfer, transferPeople } from './transfer.ts';

const TransferRef = builder.objectRef<Transfer>('Transfer').implement({
  description: 'What a transfer of people did.',
  fields: (t) => ({
    people: t.exposeInt('people', { description: 'How many people were transferred.' }),
    pairsEnded: t.exposeInt('pairsEnded', { description: 'How many pairs with former managers ended.' }),
    pairsMade: t.exposeInt('pairsMade', { description: 'How many pairs with the new manager were made.' }),
  }),
});

mutation('transferPeople', {
  description:
    'Lets people work in another department, talk with another manager, or both, all or none. The pair with the former manager ends and keeps its history; the new one inherits nothing. For administrators and servers.',
  scope: 'people:write',
  input: (t) => ({
    userIds: t.idList({ description: 'The people, at most 100.' }),
    departmentId: t.id({ required: false, description: 'Where they work from now on.' }),
    managerId: t.id({ required: false, description: 'Who is their manager from now on.' }),
  }),
  type: TransferRef,
  problems: [InvalidInput, NotNow],
  resolve: transferPeople,
});
