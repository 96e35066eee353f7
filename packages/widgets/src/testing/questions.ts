import {
  readHintsToReview,
  readImpressions,
  readMyHints,
  readSessionsToRate,
  readSharedHints,
} from './feedback-reading.ts';
import { companyQuestions } from './company.ts';
import { officeQuestions } from './office.ts';
import { pageOf, type PageArgs } from './pages.ts';
import { readBulk } from './pair-changes.ts';
import { hintPoolQuestions, readShown } from './hint-pool.ts';
import { protectionQuestions, readCopies } from './protection.ts';
import { readPair, readSession, type Reader } from './reading.ts';
import { readOwnRestriction, restrictionQuestions } from './restrictions.ts';
import { settingsQuestions } from './settings.ts';
import { signUpQuestions } from './sign-ups.ts';
import { consentText } from './transcript.ts';
import { importConsentText } from './transcript-imports.ts';
import { hintsElsewhere, questionsOf, responses, topics } from './texts.ts';

const page = <Node>(nodes: readonly Node[]) => ({
  nodes,
  edges: nodes.map((node, index) => ({ cursor: String(index), node })),
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
});

/** The viewer as the API shows them to themselves. */
export function readViewer(reader: Reader) {
  const { world, userId } = reader;
  const [next] = world.upcoming(userId);
  const pairs = world.story.pairs.filter((one) => one.member.id === userId || one.counterpart.id === userId);
  return {
    user: Object.values(world.story.people).find((one) => one.id === userId),
    tenant: world.story.tenant,
    roles: world.story.feedback.isAdmin ? ['MEMBER', 'ADMIN'] : ['MEMBER'],
    language: reader.language,
    nextSession: next ? readSession(next, reader) : null,
    sessionsToRate: readSessionsToRate(reader),
    pairs: page(pairs.map((pair) => readPair({ pair }, reader))),
    impressions: ({ first, after }: PageArgs) => pageOf(readImpressions(reader), first, after),
    myHints: readMyHints(reader),
    ownCopies: () => readCopies(reader),
    restriction: readOwnRestriction(reader),
    readsOfMyData: ({ first, after }: PageArgs) => pageOf(world.story.office.reads, first, after),
  };
}

interface HintArgs {
  readonly topicCode?: string;
  readonly response?: string;
  readonly search?: string | null;
}

/** What the story answers to queries. */
export const questions = {
  ...companyQuestions,
  ...officeQuestions,
  ...protectionQuestions,
  ...restrictionQuestions,
  ...hintPoolQuestions,
  ...settingsQuestions,
  ...signUpQuestions,
  viewer: (_: unknown, reader: Reader) => readViewer(reader),
  import: (_: unknown, reader: Reader) => readBulk(reader),
  terms: (_: unknown, { world }: Reader) => world.story.terms,
  session({ id }: { id: string }, reader: Reader) {
    const session = reader.world.story.sessions.find((one) => one.id === id);
    return session ? readSession(session, reader) : null;
  },
  sessions: (_: unknown, reader: Reader) =>
    page(reader.world.upcoming(reader.userId).map((one) => readSession(one, reader))),
  transcriptConsent: () => consentText,
  transcriptImportConsent: () => importConsentText,
  topics: () => topics,
  responses: () => responses,
  questions: ({ topicCode }: { topicCode: string }) => questionsOf(topicCode),
  hints: ({ topicCode, response, search, first, after }: PageArgs & HintArgs, reader: Reader) => {
    const isCell = topicCode !== undefined && response !== undefined;
    return pageOf(isCell ? readSharedHints(topicCode, response, reader) : readShown(search, reader), first, after);
  },
  sharedHints: ({ topicCode, response }: { topicCode: string; response: string }, { world }: Reader) =>
    pageOf(world.story.feedback.hasNoHints ? [] : hintsElsewhere(topicCode, response)),
  hintsToReview: ({ first, after }: PageArgs, reader: Reader) => pageOf(readHintsToReview(reader), first, after),
};
