import { expect, test } from 'vitest';
import { jobActor } from '../../kernel/actor.ts';
import { LocalSignals, useSignals } from '../../kernel/signals.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { erasePerson } from '../privacy/erasure.ts';
import '../index.ts';
import { appendSegments } from './append.ts';
import { nameSpeakers } from './segment-change.ts';

const tables = useTestDatabase();
useSignals(new LocalSignals());

test('what was said under a label that stands for the person goes with them, and the label', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const other = { speaker: 'OTHER' as const };
  const segments = [
    { ...said('a', 'ann says'), ...other, speakerLabel: 'S1' },
    { ...said('b', 'bob says'), ...other, speakerLabel: 'S2' },
  ];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  const names = [
    { label: 'S1', speaker: 'MEMBER' as const },
    { label: 'S2', speaker: 'COUNTERPART' as const },
  ];
  await nameSpeakers({ ...bob }, { sessionId, names });
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const rows = await tables.query(
    'admin',
    'select client_id, words is null as gone from transcript_entry where tenant_id = $1 and client_id is not null order by client_id',
    [tenantId],
  );
  expect(rows).toEqual([
    { client_id: 'a', gone: true },
    { client_id: 'b', gone: false },
  ]);
});
