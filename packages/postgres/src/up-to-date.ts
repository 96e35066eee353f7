import fs from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import type { Installation } from './installation.ts';
import { postmasterArguments } from './startup.ts';

/** Does the running server have the version and the settings this installation would start it with? */
export async function isUpToDate(installation: Installation, admin: Client): Promise<boolean> {
  const options = fs.readFileSync(path.join(installation.place.cluster, 'postmaster.opts'), 'utf8').trim();
  const wanted = postmasterArguments(installation).map((argument) => `"${argument}"`);
  if (!options.endsWith(` ${wanted.join(' ')}`)) return false;
  const { rows } = await admin.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version.split(' ', 1)[0] === installation.binaries.version;
}
