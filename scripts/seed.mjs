// npm run seed -- --tenants 5 --people 20000 --months 12: fills the empty database of TAIWA_DATA or DATABASE_URL.
import { build, readFlags, run } from './run.mjs';

const counts = { tenants: { type: 'string' }, people: { type: 'string' }, months: { type: 'string' } };
readFlags('npm run seed [-- --tenants T --people N --months M]', counts);
await build('@taiwa/api');
process.exit(await run(process.execPath, ['packages/api/dist/seed.js', ...process.argv.slice(2)]));
