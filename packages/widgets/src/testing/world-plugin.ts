import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { execute, subscribe } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { Plugin, ViteDevServer } from 'vite';
import { WebSocketServer } from 'ws';
import type { StoryOptions, StorySession } from './story.ts';
import { STRICT_POLICY, strictPage, pageScript, WATCH_SCRIPT } from './strict-page.ts';
import { answer, following } from './answer.ts';
import { say, type Said } from './transcript.ts';
import { takeIn } from './transcript-imports.ts';
import { World, type Fault } from './world.ts';

/** What a test tells its world. */
export interface Order {
  readonly faults?: Fault[];
  readonly signedOut?: boolean;
  /** Drops the sockets that are open. */
  readonly dropSockets?: boolean;
  /** Whether the members choose what becomes of their answer. */
  readonly few?: boolean;
  /** Sets fields of a session. */
  readonly session?: { readonly id: string } & Partial<StorySession>;
  /** Withholds a session from everybody from now on. */
  readonly withhold?: string;
  /** Lets somebody say something in the first session. */
  readonly say?: Said;
  /** Takes the captions of the first session in: halfway, or all of them. */
  readonly captions?: 'half' | 'all';
}

const sdl = readFileSync(
  process.env.TAIWA_SCHEMA ?? fileURLToPath(new URL('../../../schema/schema.graphql', import.meta.url)),
  'utf8',
);
const worlds = new Map<string, World>();

/**
 * Serves scripted worlds over real HTTP and real WebSockets: `POST /world` opens one and answers its name,
 * `/world/<name>/{token,graphql,order,received,strict}` are its token endpoint, its API, what a test says and asks, and a
 * page under the strict policy.
 */
export function worldPlugin(): Plugin {
  return {
    name: 'taiwa-world',
    configureServer(server) {
      server.middlewares.use('/world', (request, response) => {
        answerRequest(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
      });
      acceptSockets(server);
    },
  };
}

async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, name = '', what = ''] = new URL(request.url ?? '/', 'http://world').pathname.split('/');
  if (name === '-') return sendScript(response, (await pageScript(what)) ?? WATCH_SCRIPT);
  // What a file holds the story does not look into.
  if (what === 'uploads') return send(response, 200, {});
  const body = await readBody(request);
  if (name === '') return send(response, 200, open(body));
  const world = worlds.get(name);
  if (!world) return send(response, 404, {});
  switch (what) {
    case 'token':
      return world.signedOut
        ? send(response, 401, {})
        : send(response, 200, { token: `${userOf(request)}.${crypto.randomUUID()}`, expiresIn: 300 });
    case 'graphql':
      return run(world, body, request, response);
    case 'order':
      return send(response, 200, obey(world, body));
    case 'received':
      return send(response, 200, world.received);
    case 'strict':
      return sendPage(response, strictPage(name, ...elementAndPerson(request)));
    default:
      return send(response, 404, {});
  }
}

function open(options: StoryOptions): { name: string } {
  const name = crypto.randomUUID();
  worlds.set(name, new World(sdl, options));
  return { name };
}

function obey(world: World, order: Order): object {
  const { faults, signedOut, session, withhold, dropSockets, few, captions, say: said } = order;
  if (faults) world.faults = faults;
  if (few !== undefined) world.story.feedback.hasFew = few;
  if (signedOut !== undefined) world.signedOut = signedOut;
  if (said) say(world.session('ses_first'), said);
  if (captions) takeIn(world.session('ses_first'), captions === 'all');
  if (session) Object.assign(world.session(session.id), session);
  if (withhold) world.story.sessions = world.story.sessions.filter(({ id }) => id !== withhold);
  if (dropSockets) for (const socket of sockets.get(world) ?? []) socket.close(1012);
  // That something goes wrong on the way, or no more, changes nothing that anybody follows.
  if (Object.keys(order).some((key) => key !== 'faults')) world.signal();
  return {};
}

async function run(world: World, body: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reader = {
    userId: bearerOf(request.headers.authorization),
    language: languageOf(request.headers['accept-language']),
  };
  if (world.signedOut) return send(response, 401, refusal('UNAUTHENTICATED'));
  const operation = /(?:query|mutation)\s+(\w+)/.exec(body.query)?.[1] ?? '';
  const fault = world.faultFor(operation);
  if (fault?.kind === 'drop') return void request.socket.destroy();
  if (fault?.kind === 'hold') await released(world, fault);
  if (fault?.kind === 'break') return send(response, 200, refusal('INTERNAL'));
  if (fault?.kind === 'absent') return send(response, 200, refusal('NOT_FOUND'));
  world.received.push({ operation, variables: body.variables, userId: reader.userId });
  const answered = await answer(body.query, body.variables, { ...reader, world });
  if (fault?.kind === 'late') await released(world, fault);
  send(response, 200, answered);
}

// Answered by an error, as everything is while the world is broken.
const BROKEN = 'subscription { broken }';

const sockets = new WeakMap<World, Set<{ close(code: number): void }>>();

function acceptSockets(server: ViteDevServer): void {
  const accepted = new WebSocketServer({ noServer: true });
  useServer(
    {
      // Of the same copy of graphql as the schema, whatever the loader does.
      execute,
      subscribe,
      onSubscribe: ({ connectionParams, extra }, _id, { query, variables }) => {
        const world = worlds.get(nameOf(extra.request));
        if (!world) return [];
        const userId = bearerOf(String(connectionParams?.['authorization'] ?? ''));
        const language = languageOf(String(connectionParams?.['language'] ?? ''));
        return following(world.isBroken ? BROKEN : query, variables ?? {}, { userId, language, world });
      },
    },
    accepted,
  );
  server.httpServer?.on('upgrade', (request, socket, head) => {
    const world = request.url?.startsWith('/world/') ? worlds.get(nameOf(request)) : undefined;
    if (!world) return;
    accepted.handleUpgrade(request, socket, head, (one) => {
      const all = sockets.get(world) ?? new Set();
      sockets.set(world, all.add(one));
      one.on('close', () => all.delete(one));
      accepted.emit('connection', one, request);
    });
  });
}

interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

async function released(world: World, fault: Fault): Promise<void> {
  while (world.faults.includes(fault)) await sleep(10);
}

async function readBody(request: IncomingMessage): Promise<Asked & Order & StoryOptions> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString() || '{}');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_7k2m' });
  response.end(JSON.stringify(body));
}

function sendScript(response: ServerResponse, script: string): void {
  response.writeHead(200, { 'content-type': 'text/javascript' });
  response.end(script);
}

function sendPage(response: ServerResponse, page: string): void {
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': STRICT_POLICY });
  response.end(page);
}

function elementAndPerson(request: IncomingMessage): [element: string, as: string] {
  const asked = new URL(request.url ?? '/', 'http://world').searchParams;
  return [asked.get('element') ?? 'prep', asked.get('as') ?? 'aoi'];
}

function refusal(code: string): object {
  return { data: null, errors: [{ message: code, extensions: { code, requestId: 'req_7k2m' } }] };
}

function nameOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://world').pathname.split('/')[2] ?? '';
}

function userOf(request: IncomingMessage): string {
  return new URL(request.url ?? '/', 'http://world').searchParams.get('as') ?? 'usr_aoi';
}

function bearerOf(authorization: string | undefined): string {
  return (authorization ?? '').replace(/^(Bearer|DPoP) /, '').split('.')[0] ?? '';
}

function languageOf(accepted: string | undefined): 'ja' | 'en' {
  return accepted?.startsWith('en') ? 'en' : 'ja';
}
