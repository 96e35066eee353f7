import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code.ts';
import { prepareFolder } from './place.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

const NOT_NEEDED = /\.a$|[/\\](pgxs|pkgconfig|include)$/;

/**
 * Copies the runtime (58 MB) to `target` with its library links, readable by everybody, and publishes it by one rename.
 * A copy that `isUsable` finds in the meantime, made by another process, wins; an unusable one is replaced.
 */
export function copyRuntime(native: string, target: string, isUsable: () => boolean): void {
  prepareFolder(path.dirname(target));
  const draft = fs.mkdtempSync(`${target}.`);
  try {
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (from) => !NOT_NEEDED.test(from) });
    makeLinks(native, draft);
    execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', draft]);
    execFileSync('chmod', ['755', path.join(draft, 'bin', 'initdb'), path.join(draft, 'bin', 'postgres')]);
    if (isUsable()) return;
    if (fs.existsSync(target)) fs.renameSync(target, `${draft}.unusable`);
    publish(draft, target);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.rmSync(`${draft}.unusable`, { recursive: true, force: true });
  }
}

function publish(draft: string, target: string): void {
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
}

// npm may have skipped the install script that makes them.
function makeLinks(native: string, folder: string): void {
  const links = JSON.parse(fs.readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const link = path.join(folder, path.relative('native', target));
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
  }
}
