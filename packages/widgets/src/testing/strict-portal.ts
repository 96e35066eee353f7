import { mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { createServer } from 'vite';
import { ensureChromium } from '../../../../scripts/ensure-chromium.mjs';
import { buildEmbed, writeEmbed } from '../../scripts/build-embed.ts';
import type { StoryOptions } from './story.ts';
import { WATCH_SCRIPT } from './strict-page.ts';
import { worldPlugin } from './world-plugin.ts';

/** A portal under the strictest policy, and a Taiwa server of another origin whose built files it loads. */
export interface StrictPortal {
  /** Origin of the Taiwa server. */
  readonly taiwa: string;
  /** Opens a page of the portal: what its head and its body hold, for somebody of a new story. */
  open(page: PortalPage): Promise<OpenPage>;
  close(): Promise<void>;
}

/** What is on a page; `TAIWA` stands for the origin of the server and `WORLD` for the address of the API. */
export interface PortalPage {
  readonly head?: string;
  readonly body: string;
  /** A script of the portal's own, loaded after the others. */
  readonly script?: string;
  readonly story?: StoryOptions;
  readonly as?: string;
}

/** An open page, with everything the browser said about it. */
export interface OpenPage {
  readonly page: Page;
  /** What the policy forbade, and errors that nobody caught. */
  violations(): Promise<readonly string[]>;
  readonly notes: readonly string[];
}

/** Versions of the elements that the server has: the same code, built twice. */
export const VERSIONS = ['1.0.0', '1.1.0'] as const;

/** Starts both servers and a browser. */
export async function openStrictPortal(): Promise<StrictPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'taiwa-embed-'));
  await Promise.all(VERSIONS.map(async (version) => writeEmbed(join(folder, version), await buildEmbed(version))));
  const taiwa = await startTaiwa(folder);
  const pages = new Map<string, PortalPage>();
  const portal = createHttpServer((request, response) => answer(request.url ?? '/', response));
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const { executablePath, args, env } = await ensureChromium();
  const browser: Browser = await chromium.launch({ executablePath, args, ...(env && { env }) });

  function answer(url: string, response: ServerResponse): void {
    const [, name = '', what = ''] = url.split('?')[0]?.split('/') ?? [];
    if (name === 'favicon.ico') return void response.writeHead(204).end();
    const page = pages.get(name);
    if (!page) return void response.writeHead(404).end();
    if (what === 'token') return sendToken(response, page);
    if (what === 'watch.js') return send(response, 'text/javascript', WATCH_SCRIPT);
    if (what === 'own.js') return send(response, 'text/javascript', named(page.script ?? '', name));
    response.setHeader('content-security-policy', policyFor(taiwa.url));
    send(response, 'text/html; charset=utf-8', named(htmlOf(page, name), name));
  }

  const named = (text: string, name: string): string =>
    text.replaceAll('WORLD', `${taiwa.url}/world/${name}`).replaceAll('TAIWA', taiwa.url);

  return {
    taiwa: taiwa.url,
    async open(page) {
      const made = await fetch(`${taiwa.url}/world`, { method: 'POST', body: JSON.stringify(page.story ?? {}) });
      const { name }: { name: string } = await made.json();
      pages.set(name, page);
      const opened = await browser.newPage();
      const notes: string[] = [];
      opened.on('console', (message) => notes.push(message.text()));
      const { port } = portal.address() as AddressInfo;
      await opened.goto(`http://127.0.0.1:${port}/${name}/`);
      return {
        page: opened,
        notes,
        violations: () => opened.evaluate(() => Reflect.get(window, 'violations') as string[]),
      };
    },
    async close() {
      await browser.close();
      portal.close();
      await taiwa.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a portal has to allow, and nothing else. */
export function policyFor(taiwa: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${taiwa}`,
    "style-src 'self'",
    `connect-src 'self' ${taiwa} ${taiwa.replace('http', 'ws')}`,
    `img-src 'self' ${taiwa} data:`,
    `frame-src ${taiwa}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html 'allow-duplicates'",
  ].join('; ');
}

function htmlOf({ head = '', body, script }: PortalPage, name: string): string {
  const own = script ? `<script src="/${name}/own.js" defer></script>` : '';
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>portal</title>
    <script src="/${name}/watch.js"></script>${head}${own}</head><body>${body.replaceAll('TOKEN', `/${name}/token`)}</body></html>`.replaceAll(
    'TOKEN',
    `/${name}/token`,
  );
}

function sendToken(response: ServerResponse, { as = 'aoi' }: PortalPage): void {
  send(response, 'application/json', JSON.stringify({ token: `usr_${as}.${crypto.randomUUID()}`, expiresIn: 300 }));
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type }).end(text);
}

async function startTaiwa(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'taiwa-embed-files',
        configureServer: ({ middlewares }) =>
          void middlewares.use('/embed', (request, response, next) => {
            const [, version = '', file = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
            if (!VERSIONS.some((one) => one === version)) return next();
            response.setHeader('content-type', 'text/javascript');
            response.setHeader('access-control-allow-origin', '*');
            createReadStream(join(folder, basename(version), basename(file)))
              .on('error', () => response.writeHead(404).end())
              .pipe(response);
          }),
      },
      worldPlugin(),
    ],
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  await server.listen();
  const { port } = server.httpServer!.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
