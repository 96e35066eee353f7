import { describe, expect, it } from 'vitest';
import { TranscriptLog, type Segment } from './transcript-log.ts';

const AT = '2026-11-21T01:00:00.000Z';
const entry = (seq: number) => ({ seq, writtenAt: AT, by: null });

const segment = (seq: number, more: Partial<Segment> = {}) => ({
  __typename: 'TranscriptSegment' as const,
  ...entry(seq),
  clientId: `c${seq}`,
  speaker: 'MEMBER' as const,
  speakerLabel: null,
  startsAt: AT,
  endsAt: AT,
  text: `words ${seq}`,
  language: null,
  revision: 0,
  ...more,
});

const correction = (seq: number, of: number, text: string) => ({
  __typename: 'SegmentCorrection' as const,
  ...entry(seq),
  by: 'MEMBER' as const,
  segmentSeq: of,
  segment: segment(of, { text, revision: 1 }),
});

const deletion = (seq: number, fromSeq: number, toSeq: number) => ({
  __typename: 'TranscriptDeletion' as const,
  ...entry(seq),
  by: 'COUNTERPART' as const,
  fromSeq,
  toSeq,
});

const textsOf = ({ rows }: TranscriptLog): readonly string[] =>
  rows.map((row) => (row.kind === 'said' ? row.segment.text : row.kind));

describe('a transcript that is being read', () => {
  it('has its segments in their order, each once', () => {
    const log = new TranscriptLog();
    log.take([segment(1), segment(2)]);
    log.take([segment(2), segment(3)]);
    expect(textsOf(log)).toEqual(['words 1', 'words 2', 'words 3']);
    expect(log.lastSeq).toBe(3);
  });

  it('has the newer words in the place of the former, and remembers these', () => {
    const log = new TranscriptLog();
    log.take([segment(1), segment(2), correction(3, 1, 'other words')]);
    expect(textsOf(log)).toEqual(['other words', 'words 2']);
    expect(log.said(1)?.corrections).toEqual([{ by: 'MEMBER', at: AT, former: 'words 1' }]);
    expect(log.lastSeq).toBe(3);
  });

  it('knows no former words where only the newer were read', () => {
    const log = new TranscriptLog();
    log.take([segment(1, { text: 'other words', revision: 1 }), correction(2, 1, 'other words')]);
    expect(log.said(1)?.corrections).toEqual([{ by: 'MEMBER', at: AT, former: undefined }]);
  });

  it('keeps nothing of a range that was deleted, and says that something was', () => {
    const log = new TranscriptLog();
    log.take([segment(1), segment(2), correction(3, 2, 'other words'), segment(4), segment(5), deletion(6, 2, 4)]);
    expect(textsOf(log)).toEqual(['words 1', 'words 5', 'removed']);
    expect(log.said(2)).toBeUndefined();
  });

  it('gives labels to people, and forgets labels with the words they stood at', () => {
    const log = new TranscriptLog();
    const label = { speaker: 'OTHER', speakerLabel: 'Speaker 1' } as const;
    log.take([segment(1, label), segment(2)]);
    expect([...log.labels]).toEqual([['Speaker 1', 'OTHER']]);
    const speakers = [{ label: 'Speaker 1', speaker: 'COUNTERPART' as const }];
    log.take([{ __typename: 'SpeakerNaming', ...entry(3), speakers }]);
    expect(log.said(1)?.segment.speaker).toBe('COUNTERPART');
    expect([...log.labels]).toEqual([['Speaker 1', 'COUNTERPART']]);
    log.take([deletion(4, 1, 1)]);
    expect([...log.labels]).toEqual([]);
  });
});
