import { afterAll, expect, it, vi } from 'vitest';
import { FAULTS } from './faults.ts';
import { openHouse, type House } from './house.ts';
import { Reader, Speaker, startTalk } from './talk.ts';

/** `npm run test:long` storms for longer. */
const LONG = process.env.TAIWA_LONG === '1';
const ROUNDS = LONG ? 12 : 1;
const READERS = LONG ? 50 : 8;
const SENTENCES = LONG ? 5_200 : 480;

let house: House;
afterAll(() => house?.close(), 60_000);

it(
  `${ROUNDS * Object.keys(FAULTS).length} faults lose, double and reorder nothing that is said, for any of ${READERS} readers`,
  async () => {
    house = await openHouse();
    const [one, two] = house.servers;
    if (!one || !two) throw new Error('There are two servers.');
    const talk = await startTalk(one.wire.url);
    const speakers = [
      new Speaker(talk, 'A', 'member', one.wire.url),
      new Speaker(talk, 'B', 'counterpart', two.wire.url),
    ];
    const readers = Array.from(
      { length: READERS },
      (_, at) => new Reader(talk, at % 2 ? 'member' : 'counterpart', (at % 4 < 2 ? one : two).wire.url),
    );
    const faults = Array.from({ length: ROUNDS }, () => Object.values(FAULTS)).flat();
    const each = Math.ceil(SENTENCES / faults.length / speakers.length);
    for (const [at, fault] of faults.entries()) {
      // Half are said before it happens, half while it does.
      await Promise.all(speakers.map((speaker) => speaker.say(Math.ceil(each / 2))));
      const happening = fault(house, at % 2 ? two : one);
      await Promise.all(speakers.map((speaker) => speaker.say(Math.ceil(each / 2))));
      await happening;
    }
    await Promise.all(speakers.map((speaker) => speaker.finish()));

    const said = speakers.flatMap((speaker) => speaker.said);
    expect(said.length).toBeGreaterThanOrEqual(SENTENCES);
    expect(speakers.flatMap(({ refused }) => refused)).toEqual([]);
    for (const { texts, states } of readers)
      await vi
        .waitUntil(() => texts.length === said.length, { timeout: 120_000 })
        .catch(() => {
          throw new Error(`One has read ${texts.length} of ${said.length}:\n${states.join('\n')}`);
        });
    for (const { seqs, texts } of readers) {
      expect(seqs).toEqual(seqs.map((_, at) => at + 1));
      for (const { said: mine } of speakers) expect(texts.filter((text) => mine.includes(text))).toEqual(mine);
    }
    for (const reader of readers) expect(await reader.stop()).toMatchObject({ kind: 'abort' });
  },
  LONG ? 3_600_000 : 300_000,
);
