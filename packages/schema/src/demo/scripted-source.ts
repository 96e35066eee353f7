import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Language } from '../kernel/actor.ts';
import { now } from '../kernel/time.ts';
import type { Heard, TranscriptSource } from '../modules/transcripts/source.ts';
import type { ScriptedSentence } from './talk-script.ts';

/** Milliseconds between drafts of a sentence: below the four that are sent on in a second. */
const DRAFT_EVERY_MS = 350;

/** Waits, unless told to stop: then it throws. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** Waits by the clock of the process, which it does not keep alive. */
export const waitFor: Wait = (ms, signal) => setTimeout(ms, undefined, { signal, ref: false });

/** How a script is played. */
export interface Playing {
  readonly language: Language;
  /** How many times as fast as people speak. */
  readonly speed: number;
  readonly wait: Wait;
  /** Is told of each sentence once it has been said. */
  readonly onSaid?: (count: number) => void;
}

/** The beginnings of a sentence that somebody hears while it is being said, the whole of it not among them. */
function beginningsOf(text: string, lasts: number): string[] {
  const letters = Array.from(text);
  const count = Math.floor(lasts / DRAFT_EVERY_MS);
  return Array.from({ length: count }, (_, at) =>
    letters.slice(0, Math.ceil((letters.length * (at + 1)) / (count + 1))).join(''),
  );
}

async function* say(sentence: ScriptedSentence, name: string, { language, speed, wait }: Playing, signal: AbortSignal) {
  const { part: speaker, text } = sentence;
  const [startMs, endMs] = [Math.round(sentence.startMs / speed), Math.round(sentence.endMs / speed)];
  const beginnings = beginningsOf(text, endMs - startMs);
  const each = (endMs - startMs) / (beginnings.length + 1);
  for (const beginning of beginnings) {
    await wait(each, signal);
    yield { kind: 'DRAFT', speaker, text: beginning } satisfies Heard;
  }
  await wait(each, signal);
  yield { kind: 'SAID', segments: [{ clientId: name, speaker, startMs, endMs, text, language }] } satisfies Heard;
}

/** A script as a source: sentence by sentence at its pace, begun now. Throws on abort. */
export function scriptedSource(script: readonly ScriptedSentence[], playing: Playing): TranscriptSource {
  const play = randomUUID();
  const first = script[0]?.startMs ?? 0;
  const sentences = script.map((one) => ({ ...one, startMs: one.startMs - first, endMs: one.endMs - first }));
  return {
    startedAt: now(),
    async *listen(signal) {
      let clock = 0;
      for (const [at, sentence] of sentences.entries()) {
        await playing.wait((sentence.startMs - clock) / playing.speed, signal);
        yield* say(sentence, `${play}-${at}`, playing, signal);
        clock = sentence.endMs;
        playing.onSaid?.(at + 1);
      }
    },
  };
}
