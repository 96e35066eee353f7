import { expect, test } from 'vitest';
import { jobActor } from '../../kernel/actor.ts';
import { purgeAll } from '../../kernel/retention.jobs.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useClock } from '../../testing/clock.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { purgeByChoice } from '../privacy/retention-setting.ts';
import '../index.ts';
import { appendSegments } from './append.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());
const { inDays } = useClock();

test('a transcript of somebody whose data is held outlives its ninety days', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  await appendSegments({ ...ann }, { sessionId, grantId, segments: [said('a', 'words')] });
  await tables.query(
    'admin',
    `insert into legal_hold (tenant_id, id, person_ids, reason, requested_by_id, requested_at, confirmed_by_id, confirmed_at, expires_at)
     values ($1, 'hld_test', array[$2], 'why', $3, now(), $3, now(), now() + interval '1 year')`,
    [tenantId, bob.userId, ann.userId],
  );
  inDays(91);
  await purgeAll();
  await purgeByChoice(jobActor(tenantId, 'test'));
  const count = () => tables.query('admin', 'select 1 as one from transcript where tenant_id = $1', [tenantId]);
  expect(await count()).toEqual([{ one: 1 }]);
  await tables.query('admin', 'delete from legal_hold where tenant_id = $1', [tenantId]);
  await purgeByChoice(jobActor(tenantId, 'test'));
  expect(await count()).toEqual([]);
});
