import { setPairLevel } from '../modules/pairs/pair-level.ts';
import { prepareSession } from '../modules/sessions/preparation.ts';
import { enterSession } from '../modules/sessions/presence.ts';
import { proposeSession } from '../modules/sessions/session.ts';
import { endSession, startSession } from '../modules/sessions/talk.ts';
import { aSession, type CompanyWithSession, seenBy } from './world.ts';

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

/** ann has prepared, an earlier talk left a theme open, both have the page open. */
export async function aPreparedSession(): Promise<CompanyWithSession> {
  const world = await aSession();
  const { ann, bob, pair, session } = world;
  const career = await seenBy(ann, (db) =>
    db.topic.findFirstOrThrow({ where: { tenantId: ann.tenantId, code: 'CAREER' } }),
  );
  await prepareSession(ann, { sessionId: session, themes: [{ freeTopic: 'moving desks', response: 'LISTEN' }] });
  await startSession(ann, { sessionId: session });
  await endSession(ann, { sessionId: session });
  const next = await proposeSession(ann, { pairId: pair, startsAt: inDays(7) });
  const themes = [
    { topicId: career.id, response: 'THINK_TOGETHER' as const },
    { freeTopic: 'something of my own', response: 'UNDECIDED' as const },
  ];
  await prepareSession(ann, { sessionId: next.id, themes, note: 'a secret note' });
  await setPairLevel(bob, { pairId: pair, level: 3 });
  await enterSession(bob, next.id);
  return { ...world, session: next.id };
}
