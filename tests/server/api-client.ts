import { localKey } from './run-server';

export type ApiReply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

/** Drives the HTTP API as a script would: it keeps cookies and sends the page's own Origin. */
export class ApiClient {
  private readonly cookies = new Map<string, string>();

  /** @param cookie a Cookie header to begin with */
  constructor(
    readonly origin: string,
    cookie = '',
  ) {
    for (const pair of cookie.split('; ').filter(Boolean)) this.keep(pair);
  }

  async openLocalSession(key = localKey): Promise<ApiReply> {
    return this.post('/api/local-session', { key });
  }

  /** Team mode: by password. */
  async signIn(email: string, password: string): Promise<ApiReply> {
    return this.postForm('/api/auth/callback/credentials', { email, password, csrfToken: await this.csrfToken() });
  }

  async signOut(): Promise<ApiReply> {
    return this.postForm('/api/auth/signout', { csrfToken: await this.csrfToken() });
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string): Promise<ApiReply> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown, signal: AbortSignal | null = null): Promise<ApiReply> {
    return this.send('POST', path, JSON.stringify(body), {}, signal);
  }

  patch(path: string, body: unknown): Promise<ApiReply> {
    return this.send('PATCH', path, JSON.stringify(body));
  }

  async send(
    method: string,
    path: string,
    body: string | null = null,
    headers: Readonly<Record<string, string>> = {},
    signal: AbortSignal | null = null,
  ): Promise<ApiReply> {
    const response = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      signal,
      headers: {
        origin: this.origin,
        ...(this.cookies.size === 0 ? {} : { cookie: this.cookieHeader }),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body,
    });
    const text = await response.text();
    this.keepCookies(response.headers);
    return { status: response.status, body: parse(text), headers: response.headers };
  }

  private async csrfToken(): Promise<string> {
    const { body } = await this.get('/api/auth/csrf');
    return (body as { csrfToken: string }).csrfToken;
  }

  private postForm(path: string, form: Readonly<Record<string, string>>): Promise<ApiReply> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.send('POST', path, new URLSearchParams({ ...form, json: 'true' }).toString(), type);
  }

  private keepCookies(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      this.keep(pair);
    }
  }

  private keep(pair: string): void {
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
