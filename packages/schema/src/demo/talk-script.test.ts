import { expect, it } from 'vitest';
import { scriptedTalk } from './talk-script.ts';

it.each(['ja', 'en'] as const)(
  'the talk of the demo (%s) runs forward, by turns of both, without overlap',
  (language) => {
    const talk = scriptedTalk(language);
    expect(new Set(talk.map(({ part }) => part))).toEqual(new Set(['MEMBER', 'COUNTERPART']));
    for (const [at, sentence] of talk.entries()) {
      expect(sentence.endMs).toBeGreaterThan(sentence.startMs);
      expect(sentence.startMs).toBeGreaterThanOrEqual(talk[at - 1]?.endMs ?? 0);
    }
    expect(talk.at(-1)?.endMs).toBeLessThan(5 * 60_000);
  },
);
