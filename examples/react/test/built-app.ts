import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const conditions = ['source', 'module', 'production'];

/** Major versions of React that the wrapper is for. */
export type ReactVersion = 18 | 19;

function configFor(version: ReactVersion): InlineConfig {
  // React 19 is the example's own; 18 lies in a workspace beside it.
  const old = fileURLToPath(new URL('../../react-18/node_modules', import.meta.url));
  const alias: Record<string, string> =
    version === 18 ? { react: join(old, 'react'), 'react-dom': join(old, 'react-dom') } : {};
  return {
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { alias, conditions: [...conditions, 'browser'] },
  };
}

/** The example, built against one React and served on a port of its own. */
export interface BuiltApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds and serves the example. */
export async function serveApp(version: ReactVersion): Promise<BuiltApp> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-react-'));
  await build({ ...configFor(version), build: { outDir: folder, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://app').pathname;
    const file = path === '/' ? 'index.html' : join('assets', basename(path));
    response.setHeader('content-type', file.endsWith('.html') ? 'text/html' : 'text/javascript');
    createReadStream(join(folder, file))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the app is on a server: its HTML, rendered in Node without a document. */
export async function renderOnServer(version: ReactVersion): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-react-'));
  const shared = configFor(version);
  await build({
    ...shared,
    resolve: { ...shared.resolve, conditions: [...conditions, 'node'] },
    ssr: { noExternal: true, resolve: { conditions: [...conditions, 'node'] } },
    build: { ssr: 'test/server-entry.tsx', outDir: folder, rolldownOptions: { output: { entryFileNames: 'app.mjs' } } },
  });
  const { render } = (await import(pathToFileURL(join(folder, 'app.mjs')).href)) as { render: () => string };
  const html = render();
  await rm(folder, { recursive: true, force: true });
  return html;
}
