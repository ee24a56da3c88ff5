import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Duplex } from 'node:stream';

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Application = {
  readonly handle: RequestListener;
  /** Development only: the reload socket. Production answers no upgrade. */
  readonly upgrade: UpgradeListener | null;
  readonly close: () => Promise<void>;
};

export type ApplicationOptions = {
  readonly root: string;
  readonly dev: boolean;
  readonly host: string;
  readonly port: number;
};

/** Loads Next in this process: a spawned `next start` is orphaned when its parent dies and listens on every address. */
export async function startApplication({ root, dev, host, port }: ApplicationOptions): Promise<Application> {
  if (!dev && !existsSync(path.join(root, '.next', 'BUILD_ID'))) {
    throw new Error('The application is not built. Run: npm run build');
  }
  const load = createRequire(path.join(root, 'package.json'));
  const next = load('next') as (options: object) => NextApplication;
  if (!dev) process.env['__NEXT_PRIVATE_STANDALONE_CONFIG'] = JSON.stringify(builtConfig(root));
  const app = next({ dev, dir: root, hostname: host, port, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgrade = dev ? app.getUpgradeHandler() : null;
  return {
    handle: (request, response) => void handle(request, response),
    upgrade: upgrade === null ? null : (request, socket, head) => void upgrade(request, socket, head),
    close: () => app.close(),
  };
}

/** The part of Next's programmatic interface that is used here. */
type NextApplication = {
  prepare(): Promise<void>;
  getRequestHandler(): (request: IncomingMessage, response: unknown) => Promise<void>;
  getUpgradeHandler(): (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  close(): Promise<void>;
};

/**
 * The configuration as the build resolved it. Handed over as Next's own standalone server does, it saves loading
 * next.config.js and its plugins at every start.
 */
function builtConfig(root: string): unknown {
  const file = path.join(root, '.next', 'required-server-files.json');
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('config' in parsed))
    throw new Error(`${file} is damaged. Run: npm run build`);
  return parsed.config;
}
