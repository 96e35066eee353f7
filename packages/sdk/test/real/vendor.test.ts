import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { aRecording } from '@taiwa/schema/testing/transcripts';
import { SCOPES } from '@taiwa/schema/kernel/scopes';
import { keyOf } from '../../../api/test/caller.ts';
import { useTestServer } from '../../../api/test/server.ts';
import { Taiwa } from '../../src/client.ts';
import trusted from '../../src/generated/documents.json' with { type: 'json' };
import { personAt, readAlong } from './reading.ts';

const server = useTestServer({ trusted: Object.values(trusted) });

const said = (text: string) => ({ speaker: 'MEMBER' as const, startMs: 0, endMs: 900, text });

it('a vendor’s server sends what is said on behalf of a grant, and the two read it', async () => {
  const cast = await aRecording();
  const { session: sessionId, grantId } = cast;
  const vendor = new Taiwa({ url: server.url, apiKey: (await keyOf(cast, 'transcripts:write')).secret });
  const readers = [cast.ann, cast.bob].map((actor) => personAt(server.url, actor));
  const read = readers.map((reader) => readAlong(reader, sessionId, 120));
  const texts = Array.from({ length: 120 }, (_, at) => `すっきり ${at} 𠮷`);
  const capture = vendor.transcripts.capture();
  await capture.add(sessionId, grantId, texts.map(said));
  await capture.flush();
  for (const told of await Promise.all(read)) expect(told).toEqual(texts);
  capture.close();
  for (const reader of readers) reader.close();
});

it('a key reads nothing of a transcript, whatever its scopes', async () => {
  const cast = await aRecording();
  const { session: sessionId, grantId } = cast;
  const vendor = new Taiwa({ url: server.url, apiKey: (await keyOf(cast, ...SCOPES)).secret, webSocket: WebSocket });
  const segments = [{ ...said('a secret'), clientId: 'one' }];
  expect(await vendor.transcripts.append({ sessionId, grantId, segments })).toMatchObject([{ clientId: 'one' }]);
  expect(await vendor.transcripts.get(sessionId)).toBeNull();
  expect(await vendor.transcripts.page(sessionId)).toMatchObject({ lastSeq: 0, entries: [] });
  await expect(readAlong(vendor, sessionId, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('a key without a grant is refused, and once consent is taken back nothing more is taken', async () => {
  const cast = await aRecording();
  const { session: sessionId, grantId, ann } = cast;
  const vendor = new Taiwa({ url: server.url, apiKey: (await keyOf(cast, 'transcripts:write')).secret });
  const other = await aRecording();
  const segments = [{ ...said('x'), clientId: 'one' }];
  for (const of of [
    { sessionId, grantId: other.grantId },
    { sessionId: other.session, grantId: other.grantId },
  ])
    await expect(vendor.transcripts.append({ ...of, segments })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const person = personAt(server.url, ann);
  await person.transcripts.withdraw(sessionId);
  const refused: string[] = [];
  const capture = vendor.transcripts.capture({
    onRefused: (dropped, error) => refused.push(...dropped.map(({ segment }) => `${error.code} ${segment.text}`)),
  });
  await capture.add(sessionId, grantId, [said('too late')]);
  await capture.flush();
  expect(refused).toEqual(['CONSENT_WITHDRAWN too late']);
  expect(
    (await person.transcripts.page(sessionId)).entries.some(({ __typename }) => __typename === 'TranscriptSegment'),
  ).toBe(false);
  capture.close();
  person.close();
});
