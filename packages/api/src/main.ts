import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillDemo } from '@taiwa/schema/demo/fill';
import { listDemoPeople } from '@taiwa/schema/modules/access/demo-login';
import { banner } from './banner.ts';
import { readEnvironment, StartRefusal, type Environment } from './env.ts';
import type { StaticFolder } from './http/static-files.ts';
import { readDocuments, type TrustedDocuments } from './limits/documents.ts';
import { start } from './start.ts';

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
  const widgets = { path: '/widgets/', folder: join(ROOT, 'packages/widgets/dist'), headers: { 'access-control-allow-origin': '*' } };
  const portal = { path: '/', folder: join(ROOT, 'examples/intranet/dist'), headers: { 'content-security-policy': PORTAL_POLICY } };
  return demo ? [widgets, portal] : [widgets];
}

const MANIFESTS = ['packages/sdk/src/generated/documents.json', 'packages/widgets/src/generated/documents.json'];

/** What the SDK and the elements of this release (and those before it) ask: every token may run that. */
async function trustedDocuments(): Promise<TrustedDocuments> {
  const manifests = await Promise.all(MANIFESTS.map((file) => readDocuments(join(ROOT, file))));
  return new Map(manifests.flatMap((manifest) => [...manifest]));
}

function emptyFolder({ folder, database, demo }: Environment): void {
  if (database) throw new StartRefusal('--reset empties the embedded database only; DATABASE_URL names a server.');
  if (!demo) throw new StartRefusal('--reset is for the demo; nothing was removed.');
  rmSync(join(folder, 'database'), { recursive: true, force: true });
  rmSync(join(folder, 'keys'), { force: true });
}

/** Runs until asked to stop; answers the status to end with. */
async function main(): Promise<number> {
  const began = performance.now();
  const environment = readEnvironment();
  if (process.argv.includes('--reset')) emptyFolder(environment);
  const ended = new Promise<number>((end) => {
    process.once('SIGINT', () => end(0));
    process.once('SIGTERM', () => end(0));
    lost = (line) => {
      process.stderr.write(`taiwa: ${line}\n`);
      end(1);
    };
  });
  const running = await start(environment, {
    trusted: await trustedDocuments(),
    guide: readFileSync(resolve(ROOT, 'packages/api/assets/llms.txt'), 'utf8'),
    folders: foldersOf(environment),
    fillDemo,
    onLost: (line) => lost(line),
  });
  const url = environment.publicUrl ?? `http://localhost:${running.port}`;
  const people = environment.demo ? await listDemoPeople() : [];
  process.stdout.write(banner({ url, database: running.database, seconds: (performance.now() - began) / 1000, people }));
  const status = await ended;
  await running.stop();
  return status;
}

let lost: (line: string) => void = () => {};

/** What a failed start says in one line. */
function lineOf(error: unknown): string {
  if (error instanceof StartRefusal) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${process.env.PORT ?? 4400} is in use. Stop what uses it, or choose another with PORT=4401.`;
  if (code === 'EACCES') return `This process may not listen on port ${process.env.PORT ?? 4400}. Choose one above 1024 with PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`taiwa: ${lineOf(error)}\n`);
    process.exit(error instanceof StartRefusal ? error.exitCode : 1);
  },
);
