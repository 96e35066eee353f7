import type { Prisma } from '../../generated/prisma/client.ts';
import type { Actor } from '../../kernel/actor.ts';
import { ofTalkInUse } from '../pairs/pair.policy.ts';

const NOBODY = { sessionId: { in: [] as string[] } };

/** The two people of the talk and nobody else, whatever their roles or scopes. A key may append and never reads. */
function byTheTwo({ kind, tenantId, userId }: Actor) {
  if (kind !== 'person') return { tenantId, ...NOBODY };
  return { tenantId, OR: [{ memberId: userId }, { counterpartId: userId }] };
}

/** Transcripts: the two people. */
export const visibleTranscripts = (actor: Actor): Prisma.TranscriptWhereInput => ({
  ...byTheTwo(actor),
  ...ofTalkInUse(actor),
});

/** The entries of transcripts: the two people. */
export const visibleEntries = (actor: Actor): Prisma.TranscriptEntryWhereInput => byTheTwo(actor);

/** What segments said before they were corrected: the two people. */
export const visibleHistory = (actor: Actor): Prisma.SegmentHistoryWhereInput => byTheTwo(actor);

/** The captions that somebody brought: the two people. */
export const visibleTranscriptImports = (actor: Actor): Prisma.TranscriptImportWhereInput => ({
  ...byTheTwo(actor),
  transcript: ofTalkInUse(actor),
});

/** What was said about being recorded: the two people. */
export const visibleConsents = (actor: Actor): Prisma.ConsentRecordWhereInput => byTheTwo(actor);

/** The grants into which the actor may write: those of their own talks, or for a server with the scope any of the tenant. */
export function writableGrants(actor: Actor): Prisma.CaptureGrantWhereInput {
  const { kind, tenantId, scopes } = actor;
  if (kind === 'key' && scopes.has('transcripts:write')) return { tenantId };
  return byTheTwo(actor);
}
