import { defineConfig } from 'prisma/config';

// The native schema engine is downloaded by every command and executed by none that is used here:
// naming any program in its place keeps `prisma generate` offline, and the check for new versions stays off.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] ??= '1';

export default defineConfig({ schema: 'src' });
