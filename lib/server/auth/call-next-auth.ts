import type { AuthOptions } from 'next-auth';

type AuthRequest = {
  readonly method: string;
  /** The path below /api/auth. */
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, unknown>>;
  readonly publicOrigin: string;
};

/**
 * Runs next-auth on a request that the guard let through. Its handler for the older router takes plain objects, so it sees
 * no header at all, forwarded ones included, and needs nothing of Next's request scope.
 */
export async function callNextAuth(request: AuthRequest, options: AuthOptions): Promise<Response> {
  // Without it next-auth builds its addresses from forwarded headers.
  process.env['NEXTAUTH_URL'] = request.publicOrigin;
  delete process.env['AUTH_TRUST_HOST'];
  const { default: nextAuth } = await import('next-auth');
  const handle = nextAuth as unknown as (
    request: object,
    response: PlainResponse,
    options: AuthOptions,
  ) => Promise<unknown>;
  const response = new PlainResponse();
  await handle(
    {
      method: request.method,
      headers: {},
      query: { ...request.query, nextauth: request.segments },
      cookies: request.cookies,
      body: request.form,
    },
    response,
    options,
  );
  return response.toResponse();
}

/** As much of a Node response as next-auth uses. */
class PlainResponse {
  private code = 200;
  private body: string | null = null;
  private readonly headers = new Map<string, string | readonly string[]>();

  status(code: number): this {
    this.code = code;
    return this;
  }

  getHeader(name: string): string | readonly string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | readonly string[]): this {
    this.headers.set(name.toLowerCase(), value);
    return this;
  }

  json(value: unknown): void {
    this.setHeader('content-type', 'application/json; charset=utf-8');
    this.body = JSON.stringify(value);
  }

  send(value: unknown): void {
    if (typeof value === 'string') {
      this.setHeader('content-type', 'text/plain; charset=utf-8');
      this.body = value;
    } else if (value !== undefined) {
      this.json(value);
    }
  }

  end(): void {
    this.body = null;
  }

  toResponse(): Response {
    const headers = new Headers();
    for (const [name, value] of this.headers) {
      for (const entry of typeof value === 'string' ? [value] : value) headers.append(name, entry);
    }
    return new Response(this.body, { status: this.code, headers });
  }
}
