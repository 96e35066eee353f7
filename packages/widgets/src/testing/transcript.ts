import type { StorySession } from './story.ts';
import { text, type Text } from './texts.ts';
import { tellImport, type ImportOptions, type StoryImport } from './caption-story.ts';

type Part = 'MEMBER' | 'COUNTERPART';
type Speaker = Part | 'OTHER';
/** Where the recording of the story stands. */
export type StoryState = 'OFF' | 'ASKED' | 'RECORDING' | 'PAUSED' | 'STOPPED' | 'WITHDRAWN';

/** One entry of the story's transcript. */
export interface StoryEntry {
  readonly __typename: string;
  readonly seq: number;
  readonly writtenAt: string;
  readonly by: Part | null;
}

/** Something that was said. */
export interface StorySegment extends StoryEntry {
  readonly clientId: string;
  speaker: Speaker;
  readonly speakerLabel: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  text: string;
  readonly language: string | null;
  revision: number;
}

/** What is written down of a session. */
export interface StoryTranscript {
  readonly id: string;
  state: StoryState;
  askedBy: Part | null;
  barred: Part | null;
  readonly entries: StoryEntry[];
  drafts: { readonly speaker: Speaker; readonly text: string }[];
  /** Captions that the two brought, newest first. */
  readonly imports: StoryImport[];
}

/** How the transcript stands when the story begins. */
export interface TranscriptOptions {
  readonly state?: StoryState;
  readonly askedBy?: Part;
  /** How many sentences were said; a few by default. */
  readonly said?: number;
  /** Words in place of the first sentences. */
  readonly words?: readonly string[];
  /** What an import called the speakers, who are not known. */
  readonly label?: string;
  /** Captions that one of the two brought. */
  readonly captions?: ImportOptions;
}

/** What a test lets somebody say. */
export interface Said {
  readonly speaker?: Speaker;
  readonly text?: string;
  readonly label?: string;
  /** What is only being heard. */
  readonly draft?: string;
  readonly language?: string;
}

/** What people read before they answer. */
export const consentText = {
  version: '1',
  title: text('この1on1を文字起こししますか', 'Take a transcript of this 1-on-1?'),
  paragraphs: [
    text('お二人がともに「はい」を選んだ場合に限り、記録されます。', 'It is written down only if both of you say yes.'),
    text('読めるのはお二人だけです。', 'Only the two of you can read it.'),
  ],
};

const SENTENCES: readonly Text[] = [
  text('お疲れさまです。今日は何から話しましょうか。', 'Good to see you. Where shall we start today?'),
  text('異動の話が出ていて、少し迷っています。', 'There is talk of a transfer, and I am in two minds.'),
  text('いま、どんなところで迷っていますか。', 'What makes you hesitate?'),
  text(
    '仕事の内容には興味があります。ただ、今のチームで始めたことを途中で離れるのが気がかりで、誰に引き継げばよいかも決まっていません。',
    'The work interests me. But I would leave things half done in this team, and nobody is there yet to take them over.',
  ),
];

/** A transcript as the options say. */
export function tellTranscript(options: TranscriptOptions): StoryTranscript {
  const { state = 'RECORDING', askedBy = null, said = 4, words = [], label, captions } = options;
  const imports = captions ? [tellImport(captions)] : [];
  const transcript: StoryTranscript = { id: 'trn_1', state, askedBy, barred: null, entries: [], drafts: [], imports };
  if (state === 'OFF' || state === 'ASKED') return transcript;
  stand(transcript, 'RECORDING', 'AGREED', 'COUNTERPART');
  for (let at = 0; at < said; at++) {
    const sentence = words[at] ?? SENTENCES[at % SENTENCES.length]?.ja ?? '';
    append(
      transcript,
      { text: sentence, speaker: at % 2 ? 'MEMBER' : 'COUNTERPART', ...(label && { label }) },
      said - at,
    );
  }
  if (state !== 'RECORDING') stand(transcript, state, state === 'PAUSED' ? 'PAUSED' : 'STOPPED', 'MEMBER');
  return transcript;
}

const next = ({ entries }: StoryTranscript): number => entries.length + 1;

/** Writes the next change of the recording. */
export function stand(transcript: StoryTranscript, state: StoryState, reason: string, by: Part | null): void {
  transcript.state = state;
  add(transcript, { __typename: 'CaptureChange', by, state, reason, grantId: null, grantStartedAt: null });
}

/** Writes an entry of any kind. */
export function add<Entry extends Omit<StoryEntry, 'seq' | 'writtenAt'>>(
  transcript: StoryTranscript,
  entry: Entry,
): void {
  transcript.entries.push({ ...entry, seq: next(transcript), writtenAt: new Date().toISOString() });
}

function append(
  transcript: StoryTranscript,
  { speaker = 'MEMBER', text: words = '', label, language }: Said,
  secondsAgo: number,
): void {
  const startsAt = new Date(Date.now() - secondsAgo * 4_000).toISOString();
  const segment: Omit<StorySegment, 'seq' | 'writtenAt'> = {
    __typename: 'TranscriptSegment',
    by: null,
    clientId: `said-${next(transcript)}`,
    speaker: label ? 'OTHER' : speaker,
    speakerLabel: label ?? null,
    startsAt,
    endsAt: startsAt,
    text: words,
    language: language ?? null,
    revision: 0,
  };
  add(transcript, segment);
}

/** Lets somebody say something, or be heard only. */
export function say({ transcript }: StorySession, said: Said): void {
  if (!transcript) return;
  const { speaker = 'MEMBER', draft } = said;
  transcript.drafts = transcript.drafts.filter((one) => one.speaker !== speaker);
  if (draft !== undefined) transcript.drafts.push({ speaker, text: draft });
  else append(transcript, said, 0);
}

/** A segment by its number; undefined for other entries. */
export const segmentAt = ({ entries }: StoryTranscript, seq: number): StorySegment | undefined =>
  entries.find((one): one is StorySegment => one.seq === seq && one.__typename === 'TranscriptSegment');

/** A transcript as the API shows it to one of the two. */
export function readTranscript({ transcript, pair, state }: StorySession, userId: string) {
  if (!transcript) return null;
  const part = pair.member.id === userId ? 'MEMBER' : 'COUNTERPART';
  return {
    __typename: 'Transcript',
    ...transcript,
    lastSeq: transcript.entries.length,
    grant: null,
    consents: [],
    speakers: [],
    actions: actionsOf(transcript, part, state === 'LIVE'),
  };
}

function actionsOf({ state, askedBy, barred }: StoryTranscript, part: Part, isLive: boolean): string[] {
  const isOn = state === 'RECORDING' || state === 'PAUSED';
  return [
    !isOn && state !== 'ASKED' && isLive && barred !== part && 'ASK',
    state === 'ASKED' && askedBy !== part && 'AGREE',
    state === 'ASKED' && 'DECLINE',
    state === 'RECORDING' && 'PAUSE',
    state === 'PAUSED' && 'RESUME',
    isOn && 'STOP',
    (isOn || state === 'STOPPED') && 'WITHDRAW',
  ].filter((one) => typeof one === 'string');
}

const MOST = 100;

/** What a reader has not been told yet, page by page. */
export function transcriptUpdates(session: StorySession, after: number) {
  let last = after;
  return () => {
    const { state = 'OFF', entries = [], drafts = [] } = session.transcript ?? {};
    const page = entries.slice(last, last + MOST);
    last += page.length;
    return { state, lastSeq: entries.length, entries: page, drafts, hasMore: last < entries.length };
  };
}
