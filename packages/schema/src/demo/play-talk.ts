import { z } from 'zod';
import { type Actor, type Language, personActor } from '../kernel/actor.ts';
import { database, read } from '../kernel/database.ts';
import { id, parseInput } from '../kernel/parse.ts';
import { NotNow } from '../kernel/problems.ts';
import { forbidden } from '../kernel/refusals.ts';
import { areDemoLoginsAllowed } from '../modules/access/demo-login.ts';
import { partOf } from '../modules/pairs/pair.policy.ts';
import { findSession } from '../modules/sessions/session-change.ts';
import { openGrantIn, takeIn } from '../modules/transcripts/source.ts';
import { says } from '../modules/transcripts/words.ts';
import { scriptedSource, waitFor } from './scripted-source.ts';
import { type ScriptedSentence, scriptedTalk } from './talk-script.ts';

/** The fastest that the scripted talk is played. */
export const TOP_SPEED = 8;

const PlayDemoTalk = z.object({
  sessionId: id('ses'),
  speed: z.int().min(1).max(TOP_SPEED).nullish(),
  language: z.enum(['ja', 'en']).nullish(),
});

/** A talk that is being played. */
export interface PlayedTalk {
  /** Sentences that are still to come. */
  readonly sentences: number;
  /** Milliseconds until the last of them has been said. */
  readonly lastsMs: number;
}

interface Play {
  readonly controller: AbortController;
  /** Sentences that have been said. */
  said: number;
}

const plays = new Map<string, Play>();

async function demandDemo(actor: Actor, sessionId: string): Promise<void> {
  if (!areDemoLoginsAllowed()) throw forbidden();
  const mayPlay = await read(actor, async () => {
    const db = database(actor);
    const session = await findSession(db, actor, sessionId);
    const tenant = await db.tenant.findUnique({ where: { id: actor.tenantId }, select: { demo: true } });
    return Boolean(tenant?.demo) && partOf(actor, session) !== null;
  });
  if (!mayPlay) throw forbidden();
}

interface Begin {
  readonly sessionId: string;
  readonly speed: number;
  readonly language: Language;
}

/** Plays what has not been said yet, in the place of what plays in this talk until now. */
function beginPlay({ tenantId, userId }: Actor, { sessionId, ...playing }: Begin): readonly ScriptedSentence[] {
  const key = `${tenantId}/${sessionId}`;
  const former = plays.get(key);
  former?.controller.abort();
  const before = former?.said ?? 0;
  const play: Play = { controller: new AbortController(), said: before };
  plays.set(key, play);
  const script = scriptedTalk(playing.language).slice(before);
  const onSaid = (count: number): void => void (play.said = before + count);
  const source = scriptedSource(script, { ...playing, wait: waitFor, onSaid });
  // Not the token of the caller, which may end before the talk does.
  const person = personActor({ tenantId, userId, credentialId: 'demo' });
  void takeIn(person, source, { sessionId, signal: play.controller.signal })
    // Told to stop, or the database has gone: nobody waits for the rest.
    .catch(() => undefined)
    .finally(() => plays.get(key) === play && plays.delete(key));
  return script;
}

/**
 * Plays the demo's talk into a recording, as if the two were speaking; it ends by itself when the recording does. Where it is
 * being played already it goes on from there, at the new speed. Throws NotNow NOT_RECORDING, InvalidInput, NOT_FOUND, and
 * FORBIDDEN outside demo mode, in real tenants and for others than the two.
 */
export async function playDemoTalk(actor: Actor, input: z.input<typeof PlayDemoTalk>): Promise<PlayedTalk> {
  const { sessionId, ...given } = parseInput(actor, PlayDemoTalk, input);
  await demandDemo(actor, sessionId);
  if (!(await openGrantIn(actor, sessionId)).grant) throw new NotNow(says.NOT_RECORDING);
  const speed = given.speed ?? 1;
  const script = beginPlay(actor, { sessionId, speed, language: given.language ?? actor.language });
  const lastsMs = Math.round(((script.at(-1)?.endMs ?? 0) - (script[0]?.startMs ?? 0)) / speed);
  return { sentences: script.length, lastsMs };
}

/** Stops every talk that this process plays. */
export function stopDemoTalks(): void {
  for (const { controller } of plays.values()) controller.abort();
}
