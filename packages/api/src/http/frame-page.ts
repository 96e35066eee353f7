import { existsSync, readdirSync } from 'node:fs';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import { Refusal } from '@taiwa/schema/kernel/refusals';
import { addressesBehind, type RemoteAddressOf } from '../auth/remote-address.ts';
import { widgetsVersion } from './embed-folders.ts';
import { FrameOrigins } from './frame-origins.ts';
import type { ServerResponse } from 'node:http';
import { addressOf, sendText } from './request.ts';
import type { Page } from './server.ts';

const ADDRESS = /^\/embed\/frame\/(ten_[a-z0-9]+)\/([a-z-]+)$/;

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

function sendLater(response: ServerResponse, { retryAfterMs = 0 }: Refusal): void {
  response.setHeader('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
  sendText(response, 429, 'text/plain', 'Too many pages of too many tenants; wait a moment.');
}

/**
 * The page at /embed/frame/<tenant>/<element>: one element, for pages of the tenant's allowed origins only, which are read once
 * for many pages. An address that asks for ever more tenants is told to wait (429).
 */
export function framePage(widgets: string, remoteAddressOf: RemoteAddressOf = addressesBehind(new BlockList())): Page {
  const script = frameScript(widgets);
  const known = new FrameOrigins();
  const originsOf = async (tenantId: string, address: string) => {
    try {
      return await known.of(tenantId, address);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'RATE_LIMITED') return error;
      throw error;
    }
  };
  return async (request, response) => {
    const [, tenantId] = ADDRESS.exec(addressOf(request)?.pathname ?? '') ?? [];
    if (!tenantId || !script) return sendText(response, 404, 'text/plain', 'There is nothing here.');
    const origins = await originsOf(tenantId, remoteAddressOf(request));
    if (origins instanceof Refusal) return sendLater(response, origins);
    response.setHeader('content-security-policy', policyOf(origins, request.headers.host));
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(self)');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    const page = `<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Taiwa</title><script type="module" src="${script}"></script></head><body></body></html>`;
    sendText(response, 200, 'text/html', page);
  };
}
