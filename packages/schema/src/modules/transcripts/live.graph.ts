import type { Speaker, TranscriptState } from '../../generated/prisma/enums.ts';
import type { Actor } from '../../kernel/actor.ts';
import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { forbidden, orNotFound } from '../../kernel/refusals.ts';
import { Momentary } from '../../kernel/momentary.ts';
import { tenantKeys } from '../../kernel/tenant-keys.ts';
import type { LiveField } from '../../kernel/shared-execution.ts';
import { isParticipant } from '../pairs/pair.policy.ts';
import { findSession } from '../sessions/session-change.ts';
import { isAllInUse } from '../tenancy/user.policy.ts';
import { type EntryView, openEntries } from './entry-view.ts';
import { draftPlace } from './segment-words.ts';
import type { TranscriptNews } from './live-transcript.ts';
import { EntryRef, SpeakerEnum, TranscriptStateEnum } from './transcript-entry.graph.ts';
import { visibleTranscripts } from './transcript.policy.ts';
import type { TranscriptHead } from './transcript-read.ts';
import { followTranscript } from './watch.ts';

interface DraftView {
  readonly speaker: Speaker;
  readonly text: string;
}

interface UpdateView {
  readonly state: TranscriptState;
  readonly lastSeq: number;
  readonly entries: EntryView[];
  readonly drafts: DraftView[];
}

const DraftRef = builder.objectRef<DraftView>('TranscriptDraft').implement({
  description: 'What a speech engine thinks it hears; it is kept nowhere and soon gone.',
  fields: (t) => ({
    speaker: t.expose('speaker', { type: SpeakerEnum, description: 'Who is speaking.' }),
    text: t.exposeString('text', { description: 'What was heard so far.' }),
  }),
});

const UpdateRef = builder.objectRef<UpdateView>('TranscriptUpdate').implement({
  description: 'What is new in a transcript, and how it stands.',
  fields: (t) => ({
    state: t.expose('state', { type: TranscriptStateEnum, description: 'Where the recording stands.' }),
    lastSeq: t.exposeInt('lastSeq', {
      description: 'The number of the newest entry there is; more entries follow until it is reached.',
    }),
    entries: t.expose('entries', {
      type: [EntryRef],
      description: 'What follows on what the reader has: in order, without a gap, at most 100 at a time.',
    }),
    drafts: t.expose('drafts', {
      type: [DraftRef],
      description: 'What speech engines think they hear now, at most one for each speaker.',
    }),
  }),
});

const SPEAKERS: readonly Speaker[] = ['MEMBER', 'COUNTERPART', 'OTHER'];

async function openDrafts(actor: Actor, sessionId: string, { drafts }: TranscriptNews): Promise<DraftView[]> {
  if (drafts.length === 0) return [];
  const keys = await tenantKeys(actor);
  return drafts.flatMap(({ speaker, sealed }) => {
    const known = SPEAKERS.find((one) => one === speaker);
    const bytes = Buffer.from(sealed, 'base64');
    return known && keys.knows(bytes) ? { speaker: known, text: keys.unseal(draftPlace(sessionId), bytes) } : [];
  });
}

const NOTHING: UpdateView = { state: 'OFF', lastSeq: 0, entries: [], drafts: [] };
const views = new Momentary<TranscriptNews, Promise<UpdateView>>();

/** Whoever asks again has it tried anew. */
const forgetting =
  (news: TranscriptNews) =>
  (error: unknown): never => {
    views.forget(news, '');
    throw error;
  };

async function openNews(actor: Actor, head: TranscriptHead, news: TranscriptNews): Promise<UpdateView> {
  const entries = await openEntries(actor, head, news.entries);
  return { state: head.state, lastSeq: head.lastSeq, entries, drafts: await openDrafts(actor, head.sessionId, news) };
}

/** Whether the news are the actor's: only the two of the talk. */
const isOfTheTwo = (actor: Actor, { head }: TranscriptNews): boolean =>
  head !== null && head.tenantId === actor.tenantId && isParticipant(actor, head);

/** Asks for restrictions, which may have begun since the reader did; where there are none, nothing is asked. */
async function demandInUse(actor: Actor, { sessionId }: TranscriptHead): Promise<void> {
  if (isAllInUse(actor)) return;
  const where = { AND: visibleTranscripts(actor), sessionId };
  orNotFound(await database(actor).transcript.findFirst({ where, select: { id: true } }));
}

/**
 * The news as one of the two reads them: both read the same, so that it is unsealed once. Throws FORBIDDEN for everybody else
 * and, while the data of one is restricted, NOT_FOUND for the other; asked anew on every event.
 */
async function opened(actor: Actor, news: TranscriptNews): Promise<UpdateView> {
  const { head } = news;
  if (!head) return NOTHING;
  if (!isOfTheTwo(actor, news)) throw forbidden();
  await demandInUse(actor, head);
  return views.of(news, '', () => openNews(actor, head, news).catch(forgetting(news)));
}

builder.subscriptionField('transcript', (t) =>
  t.field({
    type: UpdateRef,
    authScopes: { scope: 'transcripts:read', person: true },
    description:
      'A transcript from behind an entry on: at once what there is, page by page, then what is added, corrected, deleted or changed. History and the present are one stream: to go on after any interruption, however long, begin again behind the last entry one has. An event that cannot be answered ends it with an error, so that nothing is left out. For the two.',
    args: {
      sessionId: t.arg.id({ description: 'The talk.' }),
      after: t.arg.int({
        description:
          'The number of the last entry that the caller has, 0 for none. Behind the newest entry there is nothing to have: `NO_SUCH_ENTRY`.',
      }),
    },
    subscribe: async (_root, { sessionId, after }, { actor }) => {
      const session = await findSession(database(actor), actor, sessionId);
      if (!isParticipant(actor, session)) throw forbidden();
      return followTranscript(actor, sessionId, Math.max(after, 0));
    },
    extensions: {
      beginsAt: ['after'],
      tellsOnce: true,
      seenAlike: (news: TranscriptNews, actor) => (isAllInUse(actor) && isOfTheTwo(actor, news) ? 'the two' : null),
      resolveAlike: (news: TranscriptNews, actor) => opened(actor, news),
    } satisfies LiveField,
    resolve: (news, _args, { actor }) => opened(actor, news),
  }),
);
