/** How the world behaves to an element. */
export type Condition = 'there' | 'empty' | 'waiting' | 'failed' | 'offline' | 'signedOut';

/** All of them, in the order in which one tries them. */
export const CONDITIONS: readonly Condition[] = ['there', 'empty', 'waiting', 'failed', 'offline', 'signedOut'];

let condition: Condition = 'there';

/** From now on the elements' requests and sockets meet this; what is under way ends as it began. */
export function meet(next: Condition): void {
  condition = next;
}

const ask = window.fetch.bind(window);
const never = new Promise<Response>(() => {});
const broken = (): Response =>
  Response.json(
    { errors: [{ message: 'Broken on purpose.', extensions: { code: 'INTERNAL', reference: 'req_playground' } }] },
    { status: 500 },
  );

// Only what bears a token comes from an element; the page's own requests always go through.
function isOfElement(init: RequestInit | undefined): boolean {
  return new Headers(init?.headers).has('authorization');
}

window.fetch = async (target, init) => {
  if (!isOfElement(init)) return ask(target, init);
  if (condition === 'waiting') return never;
  if (condition === 'failed') return broken();
  if (condition === 'offline') throw new TypeError('Offline on purpose.');
  return ask(target, init);
};

/** A socket that never opens: a network that takes everything and answers nothing. */
class SilentSocket extends EventTarget {
  readonly readyState = WebSocket.CONNECTING;
  close(): void {}
  send(): void {}
}

const isReachable = (): boolean => condition === 'there' || condition === 'empty';

window.WebSocket = new Proxy(window.WebSocket, {
  construct: (Socket, given) => (isReachable() ? Reflect.construct(Socket, given) : new SilentSocket()),
});
