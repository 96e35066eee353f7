import { BlockList } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ClientConfig } from 'pg';
import { fillDemo, NoDemoHere } from '@taiwa/schema/demo/fill';
import { refreshScene } from '@taiwa/schema/demo/refresh';
import { publishHints } from '@taiwa/schema/modules/hints/shared-hint';
import { listDemoPeople } from '@taiwa/schema/modules/access/demo-login';
import { banner } from './banner.ts';
import { readEnvironment, StartRefusal, type Environment } from './env.ts';
import { readFlags } from './flags.ts';
import { refuseToStart } from './refuse.ts';
import { docsFolder, guideText } from './http/docs-folder.ts';
import { embedFolders } from './http/embed-folders.ts';
import { addressesBehind } from './auth/remote-address.ts';
import { framePage } from './http/frame-page.ts';
import type { StaticFolder } from './http/static-files.ts';
import { readDocuments, type TrustedDocuments } from './limits/documents.ts';
import { start, type Running } from './start.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What the pages of this process may load and reach: nothing from elsewhere. */
const PORTAL_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

function foldersOf({ demo }: Environment): readonly StaticFolder[] {
  const widgets = {
    path: '/widgets/',
    folder: join(ROOT, 'packages/widgets/dist'),
    headers: { 'access-control-allow-origin': '*' },
  };
  const portal = {
    path: '/',
    folder: join(ROOT, 'examples/intranet/dist'),
    headers: { 'content-security-policy': PORTAL_POLICY },
  };
  const elements = [widgets, ...embedFolders(join(ROOT, 'packages/widgets'))];
  const always = [...elements, docsFolder(ROOT)];
  return demo ? [...always, portal] : always;
}

const MANIFESTS = ['packages/sdk/src/generated/documents.json', 'packages/widgets/src/generated/documents.json'];

/** What the SDK and the elements of this release (and those before it) ask: every token may run that. */
async function trustedDocuments(): Promise<TrustedDocuments> {
  const manifests = await Promise.all(MANIFESTS.map((file) => readDocuments(join(ROOT, file))));
  return new Map(manifests.flatMap((manifest) => [...manifest]));
}

/** Whether the demo begins anew; throws StartRefusal where there is none to begin. */
function wantsReset({ database, demo }: Environment): boolean {
  const { reset } = readFlags('npm start [-- --reset]', { reset: { type: 'boolean' } });
  if (!reset) return false;
  if (database) throw new StartRefusal('--reset empties the embedded database only; DATABASE_URL names a server.');
  if (!demo) throw new StartRefusal('--reset is for the demo; nothing was removed.');
  return true;
}

/** Milliseconds between saying that this process stops and taking no more requests: load balancers ask in between. */
const NOTICE_MS = 2_000;
/** Milliseconds after which a process that was asked to stop is gone, whatever still runs. */
const HARD_STOP_MS = 15_000;

/** Why the process ends: asked by a terminal, by a supervisor (or the program that started it), or because the database is lost. */
interface Ending {
  readonly status: number;
  readonly hasNotice: boolean;
}

interface Endings {
  readonly ending: Promise<Ending>;
  readonly onLost: (line: string) => void;
}

function awaitEnding(): Endings {
  let end: (ending: Ending) => void = () => {};
  const ending = new Promise<Ending>((settle) => (end = settle));
  process.once('SIGINT', () => end({ status: 0, hasNotice: false }));
  process.once('SIGTERM', () => end({ status: 0, hasNotice: true }));
  // Who started this process is gone, and nobody else would stop it.
  process.once('disconnect', () => end({ status: 0, hasNotice: false }));
  const onLost = (line: string) => {
    process.stderr.write(`taiwa: ${line}\n`);
    end({ status: 1, hasNotice: false });
  };
  return { ending, onLost };
}

function exitHard(status: number): void {
  process.stderr.write('taiwa: stopping took too long; what was not committed is lost.\n');
  process.exit(status || 1);
}

async function stopped(running: Running, { status, hasNotice }: Ending): Promise<number> {
  setTimeout(() => exitHard(status), HARD_STOP_MS).unref();
  // Asked twice, it goes at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(status || 130));
  running.resign();
  if (hasNotice) await sleep(NOTICE_MS);
  await running.stop();
  return status;
}

/** Fills an empty database, sets the scene anew, and keeps it playable while the process runs. */
async function playDemo(owner: ClientConfig): Promise<void> {
  await fillDemo(owner).catch((error: unknown) => {
    throw error instanceof NoDemoHere
      ? new StartRefusal('This database holds real tenants. Start without the demo: TAIWA_DEMO=off npm start')
      : error;
  });
  await refreshScene();
  await publishHints({ adds: true });
  await import('@taiwa/schema/demo/demo.jobs');
}

/** Runs until asked to stop; answers the status to end with. */
async function main(): Promise<number> {
  const began = performance.now();
  const environment = readEnvironment();
  const reset = wantsReset(environment);
  const { ending, onLost } = awaitEnding();
  const running = await start(environment, {
    trusted: await trustedDocuments(),
    guide: guideText(ROOT),
    folders: foldersOf(environment),
    places: [
      {
        path: '/embed/frame/',
        page: framePage(join(ROOT, 'packages/widgets'), addressesBehind(environment.trustedProxies ?? new BlockList())),
      },
    ],
    fillDemo: playDemo,
    reset,
    onLost,
  });
  const url = environment.publicUrl ?? `http://localhost:${running.port}`;
  const people = environment.demo ? await listDemoPeople() : [];
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(banner({ url, database: running.database, seconds, people }));
  return stopped(running, await ending);
}

main().then((status) => process.exit(status), refuseToStart);
