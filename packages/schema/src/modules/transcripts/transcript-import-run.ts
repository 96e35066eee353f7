import { personActor, type Actor, freshActor } from '../../kernel/actor.ts';
import type { TranscriptImport } from '../../generated/prisma/client.ts';
import type { Speaker } from '../../generated/prisma/enums.ts';
import { database, read, transact } from '../../kernel/database.ts';
import { sessionTopic, signal } from '../../kernel/signals.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import { now } from '../../kernel/time.ts';
import { readUpload } from '../../kernel/uploads.ts';
import { appendSegments, MOST_SEGMENTS } from './append.ts';
import { SegmentsRefused } from './append-problems.ts';
import { planCaptions, type PlannedCue } from './caption-plan.ts';
import { importSpeakersPlace } from './segment-words.ts';

type Speakers = ReadonlyMap<string | null, Speaker>;

interface StoredSpeaker {
  readonly label: string | null;
  readonly speaker: Speaker;
}

const findAgreed = (actor: Actor, importId: string): Promise<TranscriptImport | null> =>
  read(actor, () =>
    database(actor).transcriptImport.findFirst({ where: { tenantId: actor.tenantId, id: importId, state: 'AGREED' } }),
  );

async function speakersIn(actor: Actor, { id, speakers }: TranscriptImport): Promise<Speakers> {
  const keys = await tenantKeys(actor);
  const stored = JSON.parse(keys.unseal(importSpeakersPlace(id), speakers)) as StoredSpeaker[];
  return new Map(stored.map(({ label, speaker }) => [label, speaker]));
}

const segmentOf = ({ clientId, speaker: label, startMs, endMs, text }: PlannedCue, speakers: Speakers) => ({
  clientId,
  speaker: speakers.get(label) ?? ('OTHER' as const),
  speakerLabel: label,
  startMs,
  endMs,
  text,
});

const note = (actor: Actor, { tenantId, id, sessionId }: TranscriptImport, data: { taken: number }): Promise<unknown> =>
  transact(freshActor(actor), async (db) => {
    await db.transcriptImport.update({ where: { tenantId_id: { tenantId, id } }, data, select: { id: true } });
    await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
  });

/** File and names are of no use any more: they go with the end. */
const end = (actor: Actor, row: TranscriptImport, state: 'DONE' | 'REFUSED'): Promise<unknown> =>
  transact(freshActor(actor), async (db) => {
    const { tenantId, id, sessionId, uploadId } = row;
    const where = { tenantId_id: { tenantId, id } };
    await db.transcriptImport.update({
      where,
      data: { state, endedAt: now(), speakers: new Uint8Array() },
      select: { id: true },
    });
    await db.upload.deleteMany({ where: { tenantId, id: uploadId } });
    await signal(db, sessionTopic(tenantId, sessionId), { sessionId });
  });

/** How many segments are taken between two notes of how far it is. */
const NOTED_EVERY = 10 * MOST_SEGMENTS;

async function takeCues(actor: Actor, row: TranscriptImport, grantId: string): Promise<void> {
  const { sessionId, uploadId } = row;
  const speakers = await speakersIn(freshActor(actor), row);
  const plan = planCaptions(await readUpload(freshActor(actor), uploadId));
  const segments = (plan?.cues ?? []).map((cue) => segmentOf(cue, speakers));
  for (let at = 0; at < segments.length; at += MOST_SEGMENTS) {
    const some = segments.slice(at, at + MOST_SEGMENTS);
    await appendSegments(freshActor(actor), { sessionId, grantId, segments: some });
    const taken = at + some.length;
    if (taken % NOTED_EVERY === 0 || taken === segments.length) await note(actor, row, { taken });
  }
}

/**
 * Takes the file of an import in that both agreed to, on behalf of who asked and by the way of every source. Run again, it
 * keeps nothing twice; where consent was taken back meanwhile it ends without the rest.
 */
export async function runTranscriptImport(
  { tenantId, credentialId }: Actor,
  ids: { importId: string; askedById: string },
) {
  const actor = personActor({ tenantId, userId: ids.askedById, credentialId });
  const row = await findAgreed(freshActor(actor), ids.importId);
  if (!row?.grantId) return;
  try {
    await takeCues(actor, row, row.grantId);
    await end(actor, row, 'DONE');
  } catch (error) {
    // Consent was taken back, or it took longer than a day: what is refused once is refused for good.
    if (!(error instanceof SegmentsRefused)) throw error;
    await end(actor, row, 'REFUSED');
  }
}
