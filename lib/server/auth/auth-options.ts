import type { AuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Deps } from '../deps';
import type { OidcSettings, Settings, TeamSettings } from '../env';
import { isHttps } from '../http/security-headers';
import { describeError, type Log } from '../http/log';
import type { Learner } from '../store/stores';
import { checkCredentials } from './check-credentials';
import { cookieName } from './cookies';
import { matchIdentity } from './match-identity';
import { safeRedirect } from './safe-redirect';
import { learnerOfSession, openSession, revokeSession } from './sessions';

/** What one request to next-auth found out. next-auth swallows errors or puts their text into an address, so they are kept here. */
export type AuthOutcome = {
  signedIn: Learner | null;
  refused: boolean;
  waitMillis: number | null;
  failure: unknown;
};

export type AuthContext = {
  readonly deps: Deps;
  readonly settings: Settings;
  readonly team: TeamSettings;
  readonly address: string | null;
  readonly userAgent: string;
  readonly log: Log;
};

/** The options of next-auth for one request. The token holds nothing but the id of a session that the database can end (security.md §4.1). */
export function authOptions(context: AuthContext, outcome: AuthOutcome): AuthOptions {
  const { deps, settings, team, log } = context;
  return {
    secret: team.secret,
    useSecureCookies: isHttps(settings),
    // The cookie may live as long as the session can at most; idle time is counted in the Session row.
    session: { strategy: 'jwt', maxAge: settings.sessionMaxDays * 86_400 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    cookies: cookiesOf(settings),
    providers: [credentials(context, outcome), ...(team.oidc === null ? [] : [oidc(team.oidc)])],
    callbacks: {
      redirect: ({ url }) => `${team.publicOrigin}${safeRedirect(url, team.publicOrigin)}`,
      signIn: ({ account, profile }) =>
        keepingFailure(outcome, false, async () => {
          if (account?.provider === 'oidc' && team.oidc !== null) {
            outcome.signedIn = await matchIdentity(deps, profile, team.oidc.issuer);
          }
          outcome.refused = outcome.signedIn === null;
          return outcome.signedIn !== null;
        }),
      jwt: async ({ token, account }) => {
        // `update()` hands over data of the client's: nothing of it is read.
        if (isSigningIn(account)) {
          if (outcome.signedIn === null) throw new Error('Nobody was recognised.');
          return { sid: await openSession(deps, outcome.signedIn.id, context.userAgent, settings) };
        }
        const sid = token['sid'];
        const learner = typeof sid === 'string' ? await learnerOfSession(deps, sid, settings) : null;
        if (learner === null) throw new Error('The session is over.');
        outcome.signedIn = learner;
        return { sid };
      },
      session: ({ session }) => ({ expires: session.expires, user: { name: outcome.signedIn?.name ?? '' } }),
    },
    events: {
      signOut: ({ token }) =>
        keepingFailure(outcome, undefined, async () => {
          const sid = token['sid'];
          if (typeof sid === 'string') await revokeSession(deps, sid);
        }),
    },
    logger: {
      error: (code, metadata) => log('info', 'next-auth', { code, ...describeError(errorIn(metadata)) }),
      warn: (code) => log('info', 'next-auth', { code }),
      debug: () => undefined,
    },
  };
}

/** Only a sign-in comes with an account; the types of next-auth claim that there always is one. */
function isSigningIn(account: unknown): boolean {
  return account !== null && account !== undefined;
}

function credentials(context: AuthContext, outcome: AuthOutcome): AuthOptions['providers'][number] {
  return {
    id: 'credentials',
    name: 'Password',
    type: 'credentials',
    credentials: {},
    // next-auth reads what a provider was called with from `options`.
    options: {},
    authorize: (form) =>
      keepingFailure(outcome, null, async () => {
        const checked = await checkCredentials(context.deps, form, context.address);
        if (checked.kind === 'wait') outcome.waitMillis = checked.millis;
        if (checked.kind !== 'right') {
          outcome.refused = true;
          return null;
        }
        outcome.signedIn = checked.learner;
        return { id: checked.learner.id };
      }),
  } as AuthOptions['providers'][number];
}

function oidc(settings: OidcSettings): OAuthConfig<{ readonly sub: string }> {
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 5_000 },
    profile: ({ sub }) => ({ id: sub }),
  };
}

function cookiesOf(settings: Settings): NonNullable<AuthOptions['cookies']> {
  const secure = isHttps(settings);
  const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  const brief = { ...options, maxAge: 15 * 60 };
  return {
    sessionToken: { name: cookieName('session', settings), options },
    csrfToken: { name: cookieName('csrf', settings), options },
    callbackUrl: { name: cookieName('callback', settings), options },
    pkceCodeVerifier: { name: cookieName('pkce', settings), options: brief },
    state: { name: cookieName('state', settings), options: brief },
    nonce: { name: cookieName('nonce', settings), options: brief },
  };
}

async function keepingFailure<T>(outcome: AuthOutcome, fallback: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    outcome.failure = error;
    return fallback;
  }
}

function errorIn(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : metadata;
}
