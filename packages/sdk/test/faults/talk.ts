import { WebSocket } from 'ws';
import { Capture } from '../../src/capture/capture.ts';
import { Taiwa } from '../../src/client.ts';
import { followTranscript } from '../../src/follow-transcript.ts';

/** A talk that is being recorded, and how the two of it sign in through a wire. */
export interface Talk {
  readonly sessionId: string;
  readonly grantId: string;
  readonly startedAt: number;
  readonly member: Person;
  readonly counterpart: Person;
}

/** Somebody of the talk. */
export interface Person {
  readonly userId: string;
  /** A client of theirs that reaches a server at this address; `hear` is told of its live connection. */
  at(url: string, hear?: (what: string) => void): Taiwa;
}

// A wire that is cut may take long to notice: tries are short here so that the storm goes on.
const HASTY = { timeout: 5_000, webSocket: WebSocket };

function personOf(userId: string): Person {
  return {
    userId,
    at(url, hear = () => undefined) {
      const nobody = new Taiwa({ url, ...HASTY });
      const logger = { debug: () => undefined, info: () => undefined, warn: hear, error: hear };
      const hooks = { onLive: ({ state }: { readonly state: string }) => hear(state) };
      return new Taiwa({ url, fetchToken: () => nobody.demo.signIn(userId), ...HASTY, logger, hooks });
    },
  };
}

/** Starts the talk of the demo's first pair and the recording that both agree to. */
export async function startTalk(url: string): Promise<Talk> {
  const nobody = new Taiwa({ url, ...HASTY });
  const people = await nobody.demo.people();
  const person = (externalId: string) => personOf(people.find((one) => one.externalId === externalId)?.userId ?? '');
  const [member, counterpart] = [person('demo-1-member'), person('demo-2-manager')];
  const [ann, bob] = [member.at(url), counterpart.at(url)];
  const { nextSession } = await ann.viewer.get();
  const sessionId = nextSession?.id ?? '';
  await ann.sessions.start(sessionId);
  const { version: textVersion } = await ann.transcripts.consentText();
  await ann.transcripts.ask({ sessionId, textVersion });
  const { grant } = await bob.transcripts.answer({ sessionId, agrees: true, textVersion });
  ann.close();
  bob.close();
  if (!grant) throw new Error('Both agreed and nothing is recorded.');
  return { sessionId, grantId: grant.id, startedAt: Date.parse(grant.startedAt), member, counterpart };
}

/** A device that says numbered sentences through a wire. */
export class Speaker {
  readonly said: string[] = [];
  readonly refused: string[] = [];
  readonly #taiwa: Taiwa;
  readonly #talk: Talk;
  readonly #name: string;
  readonly #capture: Capture;

  constructor(talk: Talk, name: string, part: 'member' | 'counterpart', url: string) {
    this.#talk = talk;
    this.#name = name;
    this.#taiwa = talk[part].at(url);
    this.#capture = new Capture(this.#taiwa, {
      onRefused: (segments) => this.refused.push(...segments.map(({ segment }) => segment.text)),
    });
  }

  /** Says so many sentences. */
  async say(count: number): Promise<void> {
    const { sessionId, grantId, startedAt } = this.#talk;
    const at = Math.max(Date.now() - startedAt, 0);
    const texts = Array.from({ length: count }, (_, index) => `${this.#name} ${this.said.length + index} すっきり𠮷`);
    this.said.push(...texts);
    const speaker = 'MEMBER' as const;
    await this.#capture.add(
      sessionId,
      grantId,
      texts.map((text) => ({ speaker, startMs: at, endMs: at, text })),
    );
  }

  /** Resolves when the server keeps all of it. */
  async finish(): Promise<void> {
    await this.#capture.flush();
    this.#capture.close();
    this.#taiwa.close();
  }
}

/** Somebody who reads along through a wire, from the beginning. */
export class Reader {
  readonly seqs: number[] = [];
  readonly texts: string[] = [];
  /** What became of its connection, the last ten times; tells why somebody who should read does not. */
  readonly states: string[] = [];
  readonly #stop = new AbortController();
  readonly #taiwa: Taiwa;
  readonly #done: Promise<unknown>;

  constructor(talk: Talk, part: 'member' | 'counterpart', url: string) {
    this.#taiwa = talk[part].at(url, (state) => this.#note(state));
    this.#done = this.#read(talk.sessionId).catch((error: unknown) => {
      this.#note(String(error));
      return error;
    });
  }

  #note(state: string): void {
    this.states.push(`${new Date().toISOString()} ${state}`);
    if (this.states.length > 10) this.states.shift();
  }

  async #read(sessionId: string): Promise<void> {
    for await (const { entries } of followTranscript(this.#taiwa, sessionId, { signal: this.#stop.signal })) {
      for (const entry of entries) {
        this.seqs.push(entry.seq);
        if (entry.__typename === 'TranscriptSegment') this.texts.push(entry.text);
      }
    }
  }

  /** Ends the reading; answers what ended it. */
  async stop(): Promise<unknown> {
    this.#stop.abort();
    const ended = await this.#done;
    this.#taiwa.close();
    return ended;
  }
}
