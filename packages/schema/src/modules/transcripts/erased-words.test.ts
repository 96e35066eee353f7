import { expect, test } from 'vitest';
import { jobActor } from '../../kernel/actor.ts';
import { useTestDatabase } from '../../testing/database.ts';
import { useLiveSignals } from '../../testing/live.ts';
import { aRecording, said } from '../../testing/transcripts.ts';
import { erasePerson } from '../privacy/erasure.ts';
import '../index.ts';
import { appendSegments } from './append.ts';
import { LiveTranscripts } from './live-transcripts.ts';
import { nameSpeakers } from './segment-change.ts';

const tables = useTestDatabase();
useLiveSignals(tables);

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

test('what the person said is gone from the memory of every process at once, and what the other said is not', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [said('a', 'ann says'), { ...said('b', 'bob says'), speaker: 'COUNTERPART' as const }];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  // Two processes, each with its own memory and ears, and a page of each of the two people.
  const processes = [new LiveTranscripts(), new LiveTranscripts()];
  const holds = processes.map((one, at) => one.hold(tenantId, sessionId, [ann, bob][at]?.userId ?? ''));
  // What a page asks for first is history; from then on memory has what comes.
  for (const hold of holds) await expect.poll(() => hold.live.isRead).toBe(true);
  const later = [said('c', 'ann says more'), { ...said('d', 'bob says more'), speaker: 'COUNTERPART' as const }];
  await appendSegments({ ...bob }, { sessionId, grantId, segments: later });
  const from = (hold: (typeof holds)[number]) => hold.live.newsBehind((hold.live.newest ?? 0) - 2)?.entries ?? [];
  for (const hold of holds)
    await expect.poll(() => from(hold).map(({ words }) => words !== null)).toEqual([true, true]);
  const places = from(holds[0] as (typeof holds)[number]).map(({ seq }) => seq);
  await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  for (const hold of holds) {
    const held = () =>
      (hold.live.newsBehind((places[0] ?? 1) - 1)?.entries ?? [])
        .filter(({ seq }) => places.includes(seq))
        .map(({ words }) => words !== null);
    await expect.poll(held).toEqual([false, true]);
    hold.letGo();
  }
});

test('an erasure that runs again says nothing twice', async () => {
  const { ann, bob, session: sessionId, grantId, tenantId } = await aRecording();
  const segments = [said('a', 'one'), said('b', 'two')];
  await appendSegments({ ...bob }, { sessionId, grantId, segments });
  for (let again = 0; again < 2; again += 1) await erasePerson(jobActor(tenantId, 'test'), ann.userId);
  const deletions = await tables.query(
    'admin',
    `select to_seq - from_seq + 1 as segments from transcript_entry where tenant_id = $1 and kind = 'DELETION'`,
    [tenantId],
  );
  expect(deletions).toEqual([{ segments: 2 }]);
});
