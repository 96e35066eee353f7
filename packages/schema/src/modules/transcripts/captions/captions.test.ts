import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCaptions, speakersOf } from './read-captions.ts';

const sample = (name: string) => readCaptions(readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8'));
const spoken = (name: string) => sample(name).cues.map(({ speaker, text }) => [speaker, text]);

describe('what Zoom exports', () => {
  it('names each cue in its words; a mark, CR LF and overlapping times change nothing', () => {
    expect(sample('zoom.vtt')).toMatchObject({ format: 'WEBVTT', issues: [] });
    expect(spoken('zoom.vtt')).toEqual([
      ['佐藤 葵', 'お疲れさまです。今日はよろしくお願いします。'],
      ['高橋 健', 'こちらこそ。まず課題: 二つありますね。'],
      ['佐藤 葵', 'はい。10:30 からの会議の件と、'],
      ['佐藤 葵', '𠮷田さんへの引き継ぎです。'],
      [null, '録音を開始しました'],
    ]);
    expect(sample('zoom.vtt').cues[1]).toMatchObject({ line: 8, startMs: 4100, endMs: 9870 });
  });
});

describe('what Teams exports', () => {
  it('names voices by tags, two of them in one cue, and decodes what is escaped', () => {
    expect(sample('teams.vtt').issues).toEqual([]);
    expect(spoken('teams.vtt')).toEqual([
      ['Clark, Emma', 'How did the hand-over go?'],
      ['高橋 健', 'Better than I feared & sooner, too.\nI <almost> enjoyed it.'],
      ['Clark, Emma', 'Good.'],
      ['高橋 健', 'Yes.'],
      ['Clark, Emma', 'Still here after four days?'],
    ]);
  });

  it('counts hours past ninety-nine', () => {
    expect(sample('teams.vtt').cues.at(-1)).toMatchObject({ startMs: 363_599_999, endMs: 363_603_250 });
  });
});

describe('what Meet exports', () => {
  it('names a speaker on a line of its own when they change; an empty line within a cue is part of it', () => {
    expect(sample('meet.srt')).toMatchObject({ format: 'SRT', issues: [] });
    expect(spoken('meet.srt')).toEqual([
      ['Aoi Sato', 'I would like to talk about my career.'],
      ['Aoi Sato', 'where I stand, that is.'],
      ['Ken Takahashi', 'Gladly. What would help you most?\n\nTake your time.'],
      ['Aoi Sato', 'Honest advice: is 3 < 5 & 5 > 3?'],
    ]);
  });
});

describe('a broken file', () => {
  it('gives what can be read and says of each other place what is wrong with it', () => {
    expect(sample('broken.srt').cues.map(({ text }) => text)).toEqual(['Readable.', 'Readable again.']);
    expect(sample('broken.srt').issues).toEqual([
      { line: 1, reason: 'TEXT_WITHOUT_TIME' },
      { line: 7, reason: 'TIME_UNREADABLE' },
      { line: 13, reason: 'ENDS_BEFORE_IT_STARTS' },
    ]);
  });

  it('takes a cue for a cue where the empty line ahead of it is missing', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n';
    expect(readCaptions(text).cues.map(({ text: words }) => words)).toEqual(['One.', 'Two.']);
  });

  it.each(['', '\uFEFF', 'WEBVTT', 'WEBVTT\n\n\n', '\n\n'])('%j has no cue and nothing to complain of', (text) => {
    expect(readCaptions(text)).toMatchObject({ cues: [], issues: [] });
  });

  it('reports words that have no time instead of dropping them', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\nFirst.\n\nLost without a time.\n\nNOTED: kept as speech?';
    expect(readCaptions(text).issues).toEqual([
      { line: 6, reason: 'TEXT_WITHOUT_TIME' },
      { line: 8, reason: 'TEXT_WITHOUT_TIME' },
    ]);
  });

  it('reads a hundred thousand odd characters without stalling on any of them', () => {
    for (const odd of ['<v ', '&#', 'a: ', '(', '00:', '>> ', '<c.', '{\\an'])
      expect(readCaptions(`WEBVTT\n\n00:01.000 --> 00:02.000\n${odd.repeat(100_000 / odd.length)}`).issues).toEqual([]);
  });
});

describe('who speaks', () => {
  it('takes a single beginning with a colon for speech', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nNote: this was said.\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n\n3\n00:00:03,000 --> 00:00:04,000\nGood.';
    expect(readCaptions(text).cues.map(({ speaker }) => speaker)).toEqual([null, null, null]);
  });

  it('keeps words in angle brackets that are no tags of the format', () => {
    expect(readCaptions('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>use <div> and x<y</v>').cues[0]).toMatchObject({
      speaker: 'Ann',
      text: 'use <div> and x<y',
    });
  });

  it('lists the names in the order they first speak', () => {
    expect(speakersOf(sample('zoom.vtt'))).toEqual(['佐藤 葵', '高橋 健', null]);
  });
});
