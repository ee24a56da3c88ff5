import { request } from 'node:http';

export type RawReply = { readonly status: number; readonly text: string };

export type RawRequest = {
  readonly method?: string;
  readonly path: string;
  /** Exactly these: nothing is added but Content-Length. A Host may be a foreign one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** A request as no browser and no fetch would send it. */
export function rawRequest(port: number, { method = 'GET', path, headers, body }: RawRequest): Promise<RawReply> {
  const isChunked = headers['transfer-encoding'] !== undefined;
  const length = body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, setHost: false, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
      },
    );
    // A server that refuses a large body may close before it has taken all of it: the answer counts.
    outgoing.on('error', (error) => setImmediate(reject, error));
    outgoing.end(body);
  });
}
