import { createHash, createPublicKey, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Grant = { readonly nonce: string | null; readonly challenge: string | null; readonly redirectUri: string };

/** What the provider says of a person, and how it misbehaves if a test wants it to. */
export type ProviderAnswer = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly algorithm?: 'RS256' | 'none';
  readonly foreignKey?: boolean;
};

/** A small OIDC provider (discovery, authorization code with PKCE, RS256) on a loopback port. Its own person is signed in already. */
export class OidcProvider {
  readonly clientId = 'timeslice';
  readonly clientSecret = 'client-secret-of-the-test';
  answer: ProviderAnswer = { claims: {} };
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly grants = new Map<string, Grant>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://x');
      const send = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      if (url.pathname === '/.well-known/openid-configuration') {
        send(200, this.discovery());
        return;
      }
      if (url.pathname === '/jwks') {
        send(200, { keys: [{ ...this.publicJwk(), kid: 'k1', alg: 'RS256', use: 'sig' }] });
        return;
      }
      if (url.pathname === '/token') {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => this.token(new URLSearchParams(body), request.headers.authorization ?? '', send));
        return;
      }
      send(404, {});
    });
  }

  static async start(): Promise<OidcProvider> {
    const provider = new OidcProvider();
    await new Promise<void>((resolve) => provider.server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the person's browser does at the provider: returns the address it is sent back to. */
  authorize(authorizationUrl: string): string {
    const asked = new URL(authorizationUrl).searchParams;
    const code = randomBytes(16).toString('hex');
    this.grants.set(code, {
      nonce: asked.get('nonce'),
      challenge: asked.get('code_challenge_method') === 'S256' ? asked.get('code_challenge') : null,
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    return `${back.pathname}${back.search}`;
  }

  private token(form: URLSearchParams, authorization: string, send: (status: number, body: unknown) => void): void {
    const grant = this.grants.get(form.get('code') ?? '');
    this.grants.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const client = `Basic ${Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64')}`;
    if (authorization !== client) {
      send(401, { error: 'invalid_client' });
      return;
    }
    if (grant === undefined || grant.challenge !== verifier || grant.redirectUri !== form.get('redirect_uri')) {
      send(400, { error: 'invalid_grant' });
      return;
    }
    const seconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: this.clientId,
      iat: seconds,
      exp: seconds + 300,
      nonce: grant.nonce,
      ...this.answer.claims,
    };
    send(200, { access_token: 'at', token_type: 'Bearer', id_token: this.sign(claims) });
  }

  private sign(claims: object): string {
    const algorithm = this.answer.algorithm ?? 'RS256';
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: algorithm, kid: 'k1' })}.${encode(claims)}`;
    if (algorithm === 'none') return `${signed}.`;
    const key =
      this.answer.foreignKey === true
        ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
        : this.keys.privateKey;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }

  private publicJwk(): object {
    return createPublicKey(this.keys.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' });
  }

  private discovery(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }
}
