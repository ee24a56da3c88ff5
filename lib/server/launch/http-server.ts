import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { UpgradeListener } from './application';

export type Listening = { readonly port: number; readonly close: (graceMillis: number) => Promise<void> };

/**
 * Listens and answers with the given handler. Slow senders are cut off by the timeouts; on close no new connection is
 * taken, requests in flight finish within the grace and the rest is dropped.
 * @throws Error with a sentence when the port is taken or may not be used
 */
export async function listen(
  handler: RequestListener,
  host: string,
  port: number,
  upgrade: UpgradeListener | null,
): Promise<Listening> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 }, handler);
  if (upgrade !== null) server.on('upgrade', upgrade);
  const sockets = track(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, host, port))));
    server.listen({ host, port, exclusive: true }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no address.');
  if (host === '127.0.0.1' && address.address !== '127.0.0.1') {
    server.close();
    throw new Error(`Local mode must listen on 127.0.0.1 only, but the system bound ${address.address}.`);
  }
  return { port: address.port, close: (graceMillis) => close(server, sockets, graceMillis) };
}

/** Every open connection and how many requests it has in flight. */
function track(server: Server): Map<Socket, number> {
  const sockets = new Map<Socket, number>();
  const count = (socket: Socket, change: 1 | -1) => {
    const inFlight = sockets.get(socket);
    if (inFlight === undefined) return;
    sockets.set(socket, inFlight + change);
    if (inFlight + change === 0 && !server.listening) socket.end();
  };
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, 0);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  return sockets;
}

/** Browsers hold connections open on which they never asked anything, so idle ones are dropped at once. */
async function close(server: Server, sockets: ReadonlyMap<Socket, number>, graceMillis: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const [socket, inFlight] of sockets) if (inFlight === 0) socket.destroy();
  const deadline = setTimeout(() => {
    for (const socket of sockets.keys()) socket.destroy();
  }, graceMillis);
  await closed;
  clearTimeout(deadline);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Set PORT to a free one: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}.`;
  return `The server could not listen on ${host}:${port}: ${error.message}`;
}
