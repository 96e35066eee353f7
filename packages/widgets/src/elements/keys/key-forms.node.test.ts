import { SCOPES as SERVER_SCOPES } from '@taiwa/schema/kernel/scopes';
import { expect, it } from 'vitest';
import { SCOPES } from './key-forms.ts';

it('offers a key all that the server can allow, in its order', () => {
  expect(SCOPES).toEqual(SERVER_SCOPES);
});
