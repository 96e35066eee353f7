import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StaticFolder } from './static-files.ts';

const FOR_EVERY_PAGE = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/** Version of the elements that this installation serves. */
export function widgetsVersion(widgets: string): string {
  const { version } = JSON.parse(readFileSync(join(widgets, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * What pages load the elements from: `/embed/v1/` is the newest and asked for again after five minutes;
 * `/embed/<version>/` never changes. Older versions are served as long as their folders lie beside it.
 */
export function embedFolders(widgets: string): readonly StaticFolder[] {
  const folder = join(widgets, 'dist/embed');
  return [
    {
      path: '/embed/v1/',
      folder: join(folder, widgetsVersion(widgets)),
      headers: { ...FOR_EVERY_PAGE, 'cache-control': 'public, max-age=300' },
    },
    {
      path: '/embed/',
      folder,
      headers: { ...FOR_EVERY_PAGE, 'cache-control': 'public, max-age=31536000, immutable' },
    },
  ];
}
