import { beforeAll, describe, expect, test } from 'vitest';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { deliverEvents } from '../../testing/deliver.ts';
import { sendFile } from '../../testing/import-file.ts';
import { begin, IMPORT, TWO } from '../../testing/people-import.ts';
import { run } from '../../testing/run.ts';
import { aCompany, aPair } from '../../testing/world.ts';

useTestDatabase();
beforeAll(() => useSignals(new LocalSignals()));

describe('who may import', () => {
  test('are administrators and servers with the scope', async () => {
    const within = await aPair();
    const uploadId = await sendFile(within.admin, TWO);
    for (const actor of [within.ann, within.bob, within.server('people:read')]) {
      const { errors } = await run({ ...actor }, IMPORT, { input: { uploadId, dryRun: true } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  test('take their own files only', async () => {
    const within = await aPair();
    const uploadId = await sendFile(within.admin, TWO);
    const stranger = (await aCompany()).admin;
    const colleague = await within.hire('Other', ['ADMIN']);
    for (const actor of [stranger, colleague, within.server('people:write')]) {
      const { errors } = await run({ ...actor }, IMPORT, { input: { uploadId, dryRun: true } });
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('take a file once', async () => {
    const company = await aCompany();
    const uploadId = await sendFile(company.admin, TWO);
    const input = { uploadId, dryRun: true };
    await run({ ...company.admin }, IMPORT, { input });
    await deliverEvents(company.tenantId);
    const { errors } = await run({ ...company.admin }, IMPORT, { input });
    expect(errors?.[0]?.originalError).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are told of more than ten thousand lines at once', async () => {
    const company = await aCompany();
    const answer = await begin(company, `社員番号\n${'A\n'.repeat(10_001)}`);
    expect(answer).toEqual({ __typename: 'LimitReached', code: 'LIMIT_REACHED', limit: 10_000 });
  });
});
