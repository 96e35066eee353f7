/** A test run of its own: opens the cluster of the given name, makes a template and a copy, says where, ends on SIGTERM. */
import { asAdmin } from '../database.ts';
import type { Opened } from './child.ts';
import { createFromTemplate, openTestCluster, templateDatabase } from '../testing.ts';

const [name = '', key = ''] = process.argv.slice(2);
const cluster = await openTestCluster(name);
const template = await templateDatabase(cluster.access, key, (database) =>
  asAdmin(cluster.access, database.name, async (admin) => {
    await admin.query('create table talk as select 1 as id');
  }),
);
const copy = await createFromTemplate(cluster.access, template);
process.on('SIGTERM', () => void cluster.stop());
const opened: Opened = { state: 'created', pid: process.pid, folder: '', config: copy.config('owner') };
process.stdout.write(`${JSON.stringify(opened)}\n`);
