import { defineConfig } from 'prisma/config';

/** Which model source `prisma generate` reads. The PostgreSQL one is given with --schema; connections are made by lib/server/db. */
export default defineConfig({ schema: 'prisma/schema.prisma' });
