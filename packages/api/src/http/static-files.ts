import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { addressOf } from './request.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.graphql': 'text/plain; charset=utf-8',
};

/** Files of one folder below one path, with the headers that all of them get. */
export interface StaticFolder {
  readonly path: string;
  readonly folder: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const fileBelow = (folder: string, rest: string): string | null => {
  const file = normalize(join(folder, rest.endsWith('/') || rest === '' ? `${rest}index.html` : rest));
  return file.startsWith(normalize(folder + sep)) ? file : null;
};

function sizeOf(file: string): { size: number; mtimeMs: number } | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? stats : null;
}

// Without the slash at the end what the page names beside itself would be looked for one folder higher.
function sendToFolder(response: ServerResponse, { pathname, search }: URL, file: string): boolean {
  if (!sizeOf(join(file, 'index.html'))) return false;
  response.writeHead(308, { location: `${pathname}/${search}`, 'cache-control': 'no-cache' }).end();
  return true;
}

/** Sends the file that the URL names, with an ETag; a folder with a page is told its address. False where there is none. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, folder, headers = {} }: StaticFolder,
): boolean {
  const address = addressOf(request);
  if (!address) return false;
  const { pathname } = address;
  if (`${pathname}/` === path) return sendToFolder(response, address, folder);
  if (!pathname.startsWith(path)) return false;
  let rest: string;
  try {
    rest = decodeURIComponent(pathname.slice(path.length));
  } catch {
    return false;
  }
  const file = rest.includes('\0') ? null : fileBelow(folder, rest);
  const found = file && sizeOf(file);
  if (!file) return false;
  if (!found) return sendToFolder(response, address, file);
  const etag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const all = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
    etag,
    ...headers,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, all).end();
    return true;
  }
  response.writeHead(200, { ...all, 'content-length': found.size });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  return true;
}
