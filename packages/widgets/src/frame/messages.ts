/** What crosses between a page and the frame of an element in it, beside the nonce that both know. */
export type ToFrame =
  | { readonly kind: 'show'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'token'; readonly ask: string; readonly token: string; readonly expiresIn: number }
  /** No token: the status the page's server answered, or 0 where it could not be reached. */
  | { readonly kind: 'refused'; readonly ask: string; readonly status: number }
  | { readonly kind: 'call'; readonly method: 'reload' | 'focus' };

/** What a frame tells its page. */
export type ToPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ask'; readonly ask: string }
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'event'; readonly name: string; readonly detail: Detail };

/** What an event of an element carries. */
export type Detail = Readonly<Record<string, string | number | boolean>>;

/** Version of this exchange; a page and a frame of other versions do not listen to each other. */
const VERSION = 1;
const MOST_HEIGHT = 20_000;

/** A message as it is sent. */
export function sealed(nonce: string, message: ToFrame | ToPage): object {
  return { taiwa: VERSION, nonce, ...message };
}

/** What a page said, or undefined for everything that is not exactly a message to this frame. */
export function readToFrame(data: unknown, nonce: string): ToFrame | undefined {
  const read = opened(data, nonce);
  if (!read) return undefined;
  const { kind, ask, token, expiresIn, status, method, attributes } = read;
  if (kind === 'show' && isTexts(attributes)) return { kind, attributes };
  if (kind === 'call' && (method === 'reload' || method === 'focus')) return { kind, method };
  if (typeof ask !== 'string') return undefined;
  if (kind === 'refused' && typeof status === 'number') return { kind, ask, status };
  if (kind === 'token' && typeof token === 'string' && typeof expiresIn === 'number')
    return { kind, ask, token, expiresIn };
  return undefined;
}

/** What a frame said, or undefined for everything that is not exactly a message to this page. */
export function readToPage(data: unknown, nonce: string): ToPage | undefined {
  const read = opened(data, nonce);
  if (!read) return undefined;
  const { kind, ask, height, name, detail } = read;
  if (kind === 'ready') return { kind };
  if (kind === 'ask' && typeof ask === 'string') return { kind, ask };
  if (kind === 'height' && typeof height === 'number' && height >= 0 && height <= MOST_HEIGHT) return { kind, height };
  if (kind === 'event' && typeof name === 'string' && /^taiwa-[a-z-]+$/.test(name) && isDetail(detail))
    return { kind, name, detail };
  return undefined;
}

function opened(data: unknown, nonce: string): Readonly<Record<string, unknown>> | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const read: Readonly<Record<string, unknown>> = { ...data };
  return read['taiwa'] === VERSION && read['nonce'] === nonce ? read : undefined;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

function isDetail(value: unknown): value is Detail {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((one) => ['string', 'number', 'boolean'].includes(typeof one))
  );
}
