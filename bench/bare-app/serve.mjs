/** Serves the built bare app in this process, as the product's launcher does with its own. PORT and DATABASE_URL are given. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import next from 'next';

const dir = path.dirname(fileURLToPath(import.meta.url));
const hostname = '127.0.0.1';
const port = Number(process.env.PORT);
const { config } = JSON.parse(readFileSync(path.join(dir, '.next', 'required-server-files.json'), 'utf8'));

const app = next({ dev: false, dir, hostname, port, quiet: true, conf: config });
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => void handle(request, response)).listen(port, hostname, () =>
  process.send?.('ready'),
);
