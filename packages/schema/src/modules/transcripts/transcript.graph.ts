import { builder } from '../../kernel/builder.ts';
import { database } from '../../kernel/database.ts';
import { guardedNode, guardedPart, onlyVisible } from '../../kernel/guarded.ts';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '../../kernel/limits.ts';
import { unsealerFor } from '../../kernel/unsealer.ts';
import { PartEnum } from '../pairs/pair.graph.ts';
import { partOf } from '../pairs/pair.policy.ts';
import { SessionRef } from '../sessions/session.graph.ts';
import { factsOf, partFor } from './capture-change.ts';
import { possibleActions } from './capture-state.ts';
import { consentText, type ConsentText, importConsentText } from './consent-text.ts';
import { openEntries, speakersOf } from './entry-view.ts';
import { EntryRef, SpeakerNameRef, TranscriptStateEnum } from './transcript-entry.graph.ts';
import { readNews } from './transcript-read.ts';
import { visibleConsents, visibleTranscripts } from './transcript.policy.ts';

const ConsentAnswerEnum = builder.enumType('ConsentAnswer', {
  description: 'What somebody said about being recorded.',
  values: {
    YES: { description: 'They agree.' },
    NO: { description: 'They would rather not.' },
    WITHDRAWN: { description: 'They took their consent back.' },
  } as const,
});

const LanguageOfConsent = builder.enumType('ConsentLanguage', {
  description: 'The language in which somebody read what they agreed to.',
  values: { ja: { description: 'Japanese.' }, en: { description: 'English.' } } as const,
});

const ConsentRecordRef = guardedPart('ConsentRecord', {
  scope: 'transcripts:read',
  visible: visibleConsents,
  audience: ['TWO'],
  audienceNote: 'who said yes or no to which text, in which language, when',
  description: 'What one of the two said about being recorded; it is never changed.',
  fields: (t) => ({
    by: t.field({
      type: PartEnum,
      nullable: true,
      description: 'Which of the two said it.',
      select: { memberId: true, counterpartId: true, userId: true },
      resolve: (consent) => partFor(consent, consent.userId),
    }),
    answer: t.expose('answer', { type: ConsentAnswerEnum, description: 'What they said.' }),
    textVersion: t.exposeString('textVersion', { description: 'The version of the text that they had read.' }),
    language: t.expose('language', { type: LanguageOfConsent, description: 'The language in which they read it.' }),
    givenAt: t.expose('givenAt', { type: 'DateTime', description: 'When they said it.' }),
  }),
});

const CaptureActionEnum = builder.enumType('CaptureAction', {
  description: 'What one of the two can do about a recording.',
  values: {
    ASK: { description: '`askForTranscript`.' },
    AGREE: { description: '`answerTranscript` with a yes.' },
    DECLINE: { description: '`answerTranscript` with a no; for who asked: take the question back.' },
    PAUSE: { description: '`pauseTranscript`.' },
    RESUME: { description: '`resumeTranscript`.' },
    STOP: { description: '`stopTranscript`.' },
    LEAVE: { description: '`leaveTranscript`.' },
    WITHDRAW: { description: '`withdrawConsent`.' },
  } as const,
});

/** The span in which both agree, for who sends segments. */
const CaptureGrantRef = builder.objectRef<{ readonly id: string; readonly startedAt: Date }>('CaptureGrant').implement({
  description: 'A span in which both agree to be recorded; segments name it, and their times count from its start.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Names it; also for a server that sends segments on behalf of the two.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
  }),
});

/** What is written down of a talk. */
export const TranscriptRef = guardedNode('Transcript', {
  scope: 'transcripts:read',
  reads: ['memberId', 'counterpartId'],
  visible: visibleTranscripts,
  audience: ['TWO'],
  audienceNote:
    'words, labels of speakers and drafts are sealed; a key with `transcripts:write` adds to it while both agree, and never reads it',
  fields: (t) => ({
    session: t.relation('session', { description: 'The talk.' }),
    state: t.expose('state', { type: TranscriptStateEnum, description: 'Where the recording stands.' }),
    lastSeq: t.exposeInt('lastSeq', { description: 'The number of the newest entry, 0 for none.' }),
    askedBy: t.field({
      type: PartEnum,
      nullable: true,
      description: 'Who asked last.',
      select: { askedById: true },
      resolve: (transcript) => partFor(transcript, transcript.askedById),
    }),
    actions: t.field({
      type: [CaptureActionEnum],
      description: 'What the caller can do about it now.',
      select: {
        state: true,
        askedById: true,
        barredId: true,
        restingState: true,
        session: { select: { state: true } },
      },
      resolve: (transcript, _args, { actor }) => {
        const part = partOf(actor, transcript);
        return part ? possibleActions(factsOf(transcript, transcript.session), part) : [];
      },
    }),
    grant: t.field({
      type: CaptureGrantRef,
      nullable: true,
      description: 'The grant that is open now; null unless recording.',
      select: { grantId: true, grants: { where: { endedAt: null }, orderBy: { id: 'desc' }, take: 1 } },
      resolve: ({ grants }) => grants[0] ?? null,
    }),
    consents: t.field({
      type: [ConsentRecordRef],
      description: 'What the two have said about being recorded, oldest first.',
      select: (_args, { actor }, nested) => ({
        session: { select: { consents: nested({ where: visibleConsents(actor), orderBy: { id: 'asc' } }) } },
      }),
      resolve: ({ session }) => session.consents,
    }),
    speakers: t.field({
      type: [SpeakerNameRef],
      description: 'Who stands behind the labels of an import or a speech engine.',
      select: { id: true, speakers: true },
      resolve: async ({ id, speakers }, _args, { actor }) => [
        ...speakersOf(await unsealerFor(actor, [speakers]), { transcriptId: id, speakers }),
      ],
    }),
    entries: t.field({
      type: [EntryRef],
      description: 'A page of its entries, in their order.',
      args: {
        after: t.arg.int({ defaultValue: 0, description: 'The number of the last entry that the caller has.' }),
        first: t.arg.int({ defaultValue: PAGE_SIZE, description: `How many, at most ${MAX_PAGE_SIZE}.` }),
      },
      select: { tenantId: true, sessionId: true },
      resolve: async ({ tenantId, sessionId }, { after, first }, { actor }) => {
        const wanted = [{ tenantId, sessionId, after: Math.max(after, 0) }];
        const [news] = await readNews(database(actor), wanted, Math.max(first, 0));
        return news ? openEntries(actor, news.head, news.entries) : [];
      },
    }),
  }),
});

builder.prismaObjectField(SessionRef, 'transcript', (t) =>
  t.relation('transcript', {
    nullable: true,
    description: 'What is written down of it; null for everybody but the two, and until somebody first asks.',
    query: onlyVisible(visibleTranscripts),
  }),
);

const ConsentTextRef = builder.objectRef<ConsentText>('ConsentText').implement({
  description: 'What people read before they say yes or no to a transcript.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Give it back with the answer.' }),
    title: t.exposeString('title', { description: 'The question.' }),
    paragraphs: t.stringList({ description: 'What it means, in paragraphs.', resolve: (text) => [...text.paragraphs] }),
  }),
});

builder.queryField('transcriptConsent', (t) =>
  t.field({
    type: ConsentTextRef,
    authScopes: { scope: 'transcripts:read' },
    description: 'What people read before they say yes or no to a transcript, in the language of the caller.',
    resolve: (_root, _args, { actor }) => consentText(actor.language),
  }),
);

builder.queryField('transcriptImportConsent', (t) =>
  t.field({
    type: ConsentTextRef,
    authScopes: { scope: 'transcripts:read' },
    description:
      'What people read before they ask for an import of captions, or say yes or no to one, in the language of the caller.',
    resolve: (_root, _args, { actor }) => importConsentText(actor.language),
  }),
);
