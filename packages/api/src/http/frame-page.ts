import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { embeddingOrigins } from '@taiwa/schema/modules/access/allowed-origin';
import { widgetsVersion } from './embed-folders.ts';
import { addressOf, sendText } from './request.ts';
import type { Page } from './server.ts';

const ADDRESS = /^\/embed\/frame\/(ten_[a-z0-9]+)\/([a-z]+)$/;

// Browsers that do not count sockets to 'self' need their address.
const socketsTo = (host: string | undefined): string =>
  host && /^[\w.-]+(:\d+)?$/.test(host) ? `ws://${host} wss://${host}` : '';

/** What a frame may load, reach and stand in: this server, and pages of the tenant's allowed origins around it. */
function policyOf(origins: readonly string[], host: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${socketsTo(host)}`.trim(),
    `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/** The file that the frame loads first; undefined where the elements are not built. */
function frameScript(widgets: string): string | undefined {
  const version = widgetsVersion(widgets);
  const folder = join(widgets, 'dist/embed', version);
  const file = existsSync(folder) ? readdirSync(folder).find((one) => /^frame-page-.*\.js$/.test(one)) : undefined;
  return file && `/embed/${version}/${file}`;
}

/** The page at /embed/frame/<tenant>/<element>: one element, for pages of the tenant's allowed origins only. */
export function framePage(widgets: string): Page {
  const script = frameScript(widgets);
  return async (request, response) => {
    const [, tenantId] = ADDRESS.exec(addressOf(request)?.pathname ?? '') ?? [];
    if (!tenantId || !script) return sendText(response, 404, 'text/plain', 'There is nothing here.');
    const origins = await embeddingOrigins(tenantId);
    response.setHeader('content-security-policy', policyOf(origins, request.headers.host));
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(self)');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    const page = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Taiwa</title><script type="module" src="${script}"></script></head><body></body></html>`;
    sendText(response, 200, 'text/html', page);
  };
}
