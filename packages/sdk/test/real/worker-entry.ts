import { Taiwa, tokenEndpoint } from '../../src/client.ts';
import { proofKey } from '../../src/proof.ts';

/** What the page tells its worker to do. */
interface Order {
  readonly url: string;
  readonly session: string;
}

// The declarations at hand are those of a page; a worker's takes no origin.
const post = (message: unknown): void => Reflect.apply(self.postMessage, self, [message]);

self.addEventListener('message', ({ data: { url, session } }: MessageEvent<Order>) => {
  void (async () => {
    const taiwa = new Taiwa({ url, fetchToken: tokenEndpoint('/taiwa-token'), proof: proofKey() });
    try {
      const { user } = await taiwa.viewer.get();
      for await (const { state } of taiwa.sessions.changes(session)) {
        post({ userId: user.id, state, page: typeof document });
        if (state === 'LIVE') break;
      }
    } catch (error) {
      post({ error: String(error) });
    } finally {
      taiwa.close();
    }
  })();
});
