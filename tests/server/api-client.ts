import { localKey } from './run-server';

export type ApiReply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** Drives the HTTP API as a script would: with a cookie and the page's own Origin. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly origin: string) {}

  async openLocalSession(key = localKey): Promise<ApiReply> {
    const reply = await this.send('POST', '/api/local-session', { key });
    this.cookie = reply.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    return reply;
  }

  setCookie(cookie: string): void {
    this.cookie = cookie;
  }

  get(path: string): Promise<ApiReply> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown): Promise<ApiReply> {
    return this.send('POST', path, body);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiReply> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.origin,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parse(text), headers: response.headers };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
