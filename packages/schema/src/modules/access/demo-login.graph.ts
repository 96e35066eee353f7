import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { InvalidInput } from '../../kernel/problems.ts';
import { demoSignIn, listDemoPeople, type DemoPerson } from './demo-login.ts';
import type { IssuedToken } from './embed-token.ts';

const DemoPersonRef = builder.objectRef<DemoPerson>('DemoPerson').implement({
  description: 'A person one can be in the demo.',
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'Their id.' }),
    tenantId: t.exposeID('tenantId', { description: 'The demo company they belong to.' }),
    externalId: t.exposeString('externalId', { description: 'What the demo calls them, e.g. `demo-member`.' }),
    name: t.exposeString('name', { description: "As readers of the caller's language see it." }),
  }),
});

builder.queryField('demoPeople', (t) =>
  t.field({
    type: [DemoPersonRef],
    authScopes: { open: true },
    description: 'The people one can be in the demo; refused where demo logins are off.',
    resolve: (_root, _args, { actor }) => listDemoPeople(actor.language),
  }),
);

const DemoToken = builder.objectRef<IssuedToken & DemoPerson>('DemoToken').implement({
  description: "A token as one of the demo's people.",
  fields: (t) => ({
    userId: t.exposeID('id', { description: 'Whose it is.' }),
    token: t.exposeString('token', { description: 'The token itself.' }),
    expiresIn: t.exposeInt('expiresIn', { description: 'Seconds until it is over, counted from now.' }),
  }),
});

mutation('demoSignIn', {
  evenWhenFull: true,
  description: "Signs in as one of the demo's people; refused where demo logins are off.",
  scope: 'open',
  input: (t) => ({ userId: t.id({ description: 'Who to be.' }) }),
  type: DemoToken,
  problems: [InvalidInput],
  resolve: demoSignIn,
});
