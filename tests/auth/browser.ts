import { runAuth } from '@/lib/server/auth/run-auth';
import { ownRequest } from '../http/test-instance';

const own = { host: 'study.example.org', origin: 'https://study.example.org' };

/** As much of a browser as signing in needs: it keeps cookies and sends forms. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  async get(path: string, headers: Readonly<Record<string, string | null>> = {}): Promise<Response> {
    return this.keep(await runAuth(ownRequest(path, { headers: { ...own, ...this.cookieHeader(), ...headers } })));
  }

  async post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string | null>> = {},
  ): Promise<Response> {
    const request = ownRequest(path, {
      body: new URLSearchParams(form).toString(),
      headers: { ...own, 'content-type': 'application/x-www-form-urlencoded', ...this.cookieHeader(), ...headers },
    });
    return this.keep(await runAuth(request));
  }

  async csrfToken(): Promise<string> {
    const { csrfToken } = (await (await this.get('/api/auth/csrf')).json()) as { csrfToken: string };
    return csrfToken;
  }

  async signIn(email: string, password: string, more: Readonly<Record<string, string>> = {}): Promise<Response> {
    const csrfToken = await this.csrfToken();
    return this.post('/api/auth/callback/credentials', { email, password, csrfToken, json: 'true', ...more });
  }

  async signOut(): Promise<Response> {
    return this.post('/api/auth/signout', { csrfToken: await this.csrfToken(), json: 'true' });
  }

  cookieHeader(): { readonly cookie: string } {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  private keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}
