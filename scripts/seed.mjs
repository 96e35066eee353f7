// npm run seed -- --tenants 5 --people 20000 --months 12: fills the empty database of TAIWA_DATA or DATABASE_URL.
import { build, run } from './run.mjs';

build('@taiwa/api');
process.exit(await run(process.execPath, ['packages/api/dist/seed.js', ...process.argv.slice(2)]));
