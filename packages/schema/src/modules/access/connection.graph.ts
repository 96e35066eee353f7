import { z } from 'zod';
import { builder } from '../../kernel/builder.ts';
import { mutation } from '../../kernel/mutation.graph.ts';
import { parseInput, text } from '../../kernel/parse.ts';
import { InvalidInput, NotNow } from '../../kernel/problems.ts';
import { now } from '../../kernel/time.ts';
import { says } from './words.ts';

const RenewedConnection = builder.objectRef<{ expiresIn: number }>('RenewedConnection').implement({
  description: 'A live connection that goes on.',
  fields: (t) => ({
    expiresIn: t.exposeInt('expiresIn', { description: 'Seconds until the new token is over, counted from now.' }),
  }),
});

const input = z.object({ token: text({ min: 1, max: 4_096 }) });

mutation('renewConnection', {
  evenWhenFull: true,
  description:
    'Lets the live connection that it is sent on go on with a new token of the same grant, instead of ending with the old one.',
  scope: 'open',
  input: (t) => ({ token: t.string({ description: 'The new token.' }) }),
  type: RenewedConnection,
  problems: [InvalidInput, NotNow],
  resolve: async (actor, given, { renewConnection }) => {
    const { token } = parseInput(actor, input, given);
    if (!renewConnection) throw new NotNow(says.NO_CONNECTION);
    const expiresAt = await renewConnection(token);
    return { expiresIn: Math.max(Math.floor((expiresAt.getTime() - now().getTime()) / 1_000), 0) };
  },
});
