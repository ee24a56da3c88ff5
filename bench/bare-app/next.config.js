import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** As the product's, without its plugins: the least that Next can be while it reads the same database with the same client. */
export default {
  poweredByHeader: false,
  turbopack: { root: path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..') },
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg'],
};
