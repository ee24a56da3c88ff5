/** `npm start` and `npm run dev`: hands over to the launcher that the build step bundled from lib/server/launch. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dev = process.argv.includes('--dev');

process.env.NODE_ENV = dev ? 'development' : 'production';
process.env.NEXT_TELEMETRY_DISABLED ??= '1';

const { serve } = await import('../dist/serve.mjs');
await serve({ root, dev });
