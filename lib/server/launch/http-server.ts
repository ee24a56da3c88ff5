import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

export type Listening = { readonly port: number; readonly close: (graceMillis: number) => Promise<void> };

/**
 * Listens and answers with the given handler. Slow senders are cut off by the timeouts; on close no new connection is
 * taken, requests in flight finish within the grace and the rest is dropped.
 * @throws Error with a sentence when the port is taken or may not be used
 */
export async function listen(handler: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 }, handler);
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

function track(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function close(server: Server, sockets: Set<Socket>, graceMillis: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const deadline = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMillis);
  await closed;
  clearTimeout(deadline);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to a free one: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL') return `This machine has no address ${host}.`;
  return `The server could not listen on ${host}:${port}: ${error.message}`;
}
