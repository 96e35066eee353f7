import { parseArgs, styleText } from 'node:util';
import { isTaiwaError, Taiwa } from '@taiwa/sdk';
import { WebSocket } from 'ws';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:4400' },
    as: { type: 'string', default: 'demo-1-member' },
    session: { type: 'string' },
    after: { type: 'string', default: '0' },
  },
});

/** Signs in as a person of the demo; a product of your own asks its server for a token instead. */
async function signIn(url: string, externalId: string): Promise<Taiwa> {
  const nobody = new Taiwa({ url });
  const person = (await nobody.demo.people()).find((one) => one.externalId === externalId);
  if (!person) throw new Error(`The demo has nobody called ${externalId}.`);
  return new Taiwa({ url, fetchToken: () => nobody.demo.signIn(person.userId), webSocket: WebSocket });
}

/** The talk that is named, or the next one of the person. */
async function findSession(taiwa: Taiwa): Promise<string> {
  if (values.session) return values.session;
  const { nextSession } = await taiwa.viewer.get();
  if (!nextSession) throw new Error('There is no next talk. Name one with --session.');
  return nextSession.id;
}

const COLOURS = { MEMBER: 'cyan', COUNTERPART: 'green', OTHER: 'gray' } as const;
const NAMES = { MEMBER: 'Member', COUNTERPART: 'Counterpart', OTHER: 'Somebody' } as const;

// What was said must not steer the terminal.
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');

const stopped = new AbortController();
process.once('SIGINT', () => stopped.abort());

let after = Number(values.after);
try {
  const taiwa = await signIn(values.url, values.as);
  const sessionId = await findSession(taiwa);
  for await (const segment of taiwa.transcripts.live(sessionId, { after, signal: stopped.signal })) {
    const { seq, speaker, speakerLabel, startsAt, text } = segment;
    const time = new Date(startsAt).toTimeString().slice(0, 8);
    console.log(`${time} ${styleText(COLOURS[speaker], plain(speakerLabel ?? NAMES[speaker]))}  ${plain(text)}`);
    after = seq;
  }
} catch (error) {
  if (!(isTaiwaError(error) && error.kind === 'abort')) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
console.log(`Go on with --after ${after}`);
process.exit();
