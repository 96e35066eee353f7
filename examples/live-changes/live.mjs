// What changes for a person of the demo, as it happens; ends with Ctrl+C.
import { Taiwa } from '@taiwa/sdk';
import { WebSocket } from 'ws';

const { TAIWA_URL: url = 'http://localhost:4400' } = process.env;
const [who = 'demo-1-member'] = process.argv.slice(2);

const demo = new Taiwa({ url });
const person = (await demo.demo.people()).find(({ externalId }) => externalId === who);
if (!person) throw new Error(`There is no ${who} in this demo.`);

// A page of yours would ask its own server for the token.
const taiwa = new Taiwa({
  url,
  language: 'en',
  webSocket: WebSocket,
  fetchToken: () => demo.demo.signIn(person.userId),
});
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

try {
  for await (const { user, nextSession: next, sessionsToRate } of taiwa.viewer.changes({ signal: stop.signal })) {
    const talk = next ? `${next.state} ${next.startsAt} with ${next.counterpart.name}` : 'no talk planned';
    const themes = (next?.themes ?? []).map(({ title }) => title).join(', ') || 'nothing chosen yet';
    console.log(`${user.name}: ${talk}; ${themes}; ${sessionsToRate.length} to rate`);
  }
} catch (error) {
  if (!stop.signal.aborted) throw error;
} finally {
  taiwa.close();
}
