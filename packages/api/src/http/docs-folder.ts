import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StaticFolder } from './static-files.ts';

/** What a page of the documentation may load: its own style sheet, search and list of headings. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The pages at `/docs/`, as `npm run docs` makes them below the folder of the project. */
export const docsFolder = (root: string): StaticFolder => ({
  path: '/docs/',
  folder: join(root, 'dist/docs'),
  headers: { 'content-security-policy': POLICY },
});

/** The text at `/llms.txt`: with a list of the pages where they were made. */
export function guideText(root: string): string {
  const made = join(root, 'dist/docs/llms.txt');
  return readFileSync(existsSync(made) ? made : join(root, 'packages/api/assets/llms.txt'), 'utf8');
}
