import { defineConfig } from 'prisma/config';

// As in packages/schema: no engine is downloaded or executed, and no new version is looked for.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] ??= '1';

export default defineConfig({ schema: 'prisma' });
