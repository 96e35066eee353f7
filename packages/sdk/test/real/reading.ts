import { WebSocket } from 'ws';
import type { Actor } from '@taiwa/schema/kernel/actor';
import { demoTokenOf } from '../../../api/test/caller.ts';
import { Taiwa } from '../../src/client.ts';

/** A client of a person in a process of its own kind: with tokens, and a socket of node. */
export const personAt = (url: string, actor: Actor): Taiwa => {
  const fetchToken = async () => ({ token: await demoTokenOf(actor), expiresIn: 300 });
  return new Taiwa({ url, fetchToken, language: 'en', webSocket: WebSocket });
};

/** The texts that somebody who reads along from the beginning has read, once there are so many. */
export async function readAlong(taiwa: Taiwa, sessionId: string, count: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of taiwa.transcripts.live(sessionId)) if (texts.push(text) === count) break;
  return texts;
}
