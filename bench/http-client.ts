import { Agent, request } from 'node:http';
import { localKey } from './run-process';

export type Timed = { readonly millis: number; readonly status: number; readonly text: string };

/**
 * One kept-alive connection that does as little as it can: what it takes itself is added to every latency, ours and the
 * peer's.
 */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly origin: string,
    private readonly cookie = '',
  ) {}

  get(path: string): Promise<Timed> {
    return this.send('GET', path, null);
  }

  post(path: string, body: unknown): Promise<Timed> {
    return this.send('POST', path, JSON.stringify(body));
  }

  close(): void {
    this.agent.destroy();
  }

  /** From writing the request to the last byte of the answer. @throws Error on a status other than 200 */
  private send(method: string, path: string, body: string | null): Promise<Timed> {
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const headers = {
        origin: this.origin,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      };
      const sent = request(this.origin + path, { method, headers, agent: this.agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const millis = performance.now() - began;
          const text = Buffer.concat(chunks).toString();
          const status = response.statusCode ?? 0;
          if (status === 200) resolve({ millis, status, text });
          else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** The cookies of a local session, as the page of the printed link gets them. */
export async function localCookie(origin: string): Promise<string> {
  const reply = await fetch(`${origin}/api/local-session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ key: localKey }),
  });
  if (!reply.ok) throw new Error(`POST /api/local-session answered ${reply.status}: ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
