import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agree } from '@taiwa/schema/testing/transcripts';
import { aCompany, aPair, aSession, type Company } from '@taiwa/schema/testing/world';
import { startSession } from '@taiwa/schema/modules/sessions/talk';
import { keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { personAt, readAlong } from './reading.ts';

/** A conversation between people, in both languages. */
interface Conversation {
  readonly id: string;
  readonly conversation: readonly {
    readonly en_speaker: string;
    readonly ja_speaker: string;
    readonly en_sentence: string;
    readonly ja_sentence: string;
  }[];
}

/** A folder of conversations that people really had, as JSON; none comes with the project. */
const FOLDER = process.env.TAIWA_CONVERSATIONS;
const AT_ONCE = 6;

const server = useTestServer({ trusted: Object.values(trusted) });

async function readConversations(folder: string): Promise<Conversation[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return files.flatMap((file) => JSON.parse(file) as Conversation[]);
}

/** Holds one conversation in one language; both read along from the beginning. Answers what was said and what each read. */
async function hold(company: Company, vendor: Taiwa, { conversation }: Conversation, language: 'ja' | 'en') {
  // Whoever acts at the same time is another object.
  const cast = await aSession(10, await aPair({ ...company, admin: { ...company.admin } }));
  const { session: sessionId, ann, bob } = cast;
  await startSession({ ...ann }, { sessionId });
  const grantId = await agree(cast, sessionId);
  const said = conversation.map((line) => line[`${language}_sentence`]);
  const [first] = conversation;
  const readers = [ann, bob].map((actor) => personAt(server.url, actor));
  const reading = readers.map((reader) => readAlong(reader, sessionId, said.length));
  const capture = vendor.transcripts.capture();
  for (const [at, line] of conversation.entries()) {
    const label = line[`${language}_speaker`];
    const speaker = label === first?.[`${language}_speaker`] ? ('MEMBER' as const) : ('COUNTERPART' as const);
    const times = { startMs: at * 2_000, endMs: at * 2_000 + 1_900 };
    await capture.add(sessionId, grantId, [{ speaker, speakerLabel: label, ...times, text: said[at] ?? '', language }]);
  }
  await capture.flush();
  const read = await Promise.all(reading);
  capture.close();
  for (const reader of readers) reader.close();
  return { said, read };
}

if (!FOLDER)
  console.warn('TAIWA_CONVERSATIONS names no folder of conversations: they are not held, and their test is skipped.');

it.skipIf(!FOLDER)(
  'every conversation of TAIWA_CONVERSATIONS reaches both readers word for word, in both languages (skipped where it names no folder)',
  { timeout: 600_000 },
  async () => {
    const conversations = await readConversations(FOLDER ?? '');
    expect(conversations.length).toBeGreaterThan(0);
    const company = await aCompany();
    const vendor = new Taiwa({ url: server.url, apiKey: (await keyOf(company, 'transcripts:write')).secret });
    const talks = conversations.flatMap((one) => [
      { one, language: 'ja' as const },
      { one, language: 'en' as const },
    ]);
    let sentences = 0;
    for (let at = 0; at < talks.length; at += AT_ONCE)
      await Promise.all(
        talks.slice(at, at + AT_ONCE).map(async ({ one, language }) => {
          const { said, read } = await hold(company, vendor, one, language);
          for (const texts of read) expect(texts, `${one.id} ${language}`).toEqual(said);
          sentences += said.length;
        }),
      );
    console.info(`${talks.length} talks, ${sentences} sentences, each read by two.`);
  },
);
