import { err, ok, type Result } from '../../base/result';
import { getDeps } from '../deps';
import { getSettings, type Settings, type TeamSettings } from '../env';
import { clientAddress } from '../http/forwarded';
import { guardRequest } from '../http/guard';
import { createLog, type Log } from '../http/log';
import type { Problem } from '../http/problem';
import { parseJson, readBytes } from '../http/read-json';
import { answer } from '../http/run-route';
import { authOptions, type AuthOutcome } from './auth-options';
import { callNextAuth } from './call-next-auth';
import { cookieName, readCookie } from './cookies';
import { toOwnPages } from './own-pages';
import { revokeSession } from './sessions';
import { sidOfToken } from './token';

const MAX_BYTES = 8 * 1024;

/** The only parts of next-auth that are reachable; its log sink, its `update` and its own pages are not. */
const reachable: Readonly<Record<string, readonly string[]>> = {
  GET: ['csrf', 'session', 'callback/oidc'],
  POST: ['signin/oidc', 'callback/credentials', 'signout'],
};

/** Next-auth's route behind the same guard as every other route; in local mode it does not exist and next-auth is not loaded. */
export async function runAuth(request: Request): Promise<Response> {
  const settings = getSettings();
  return answer(request, settings, async (facts) => {
    const problem = guardRequest(
      request,
      {
        methods: ['GET', 'POST'],
        contentTypes: ['application/x-www-form-urlencoded', 'application/json'],
        maxBytes: MAX_BYTES,
        answersLoopback: false,
      },
      settings,
    );
    if (problem !== null) return problem;
    const part = new URL(request.url).pathname.replace(/^\/api\/auth\//, '');
    if (settings.team === null || !isReachable(request.method, part, settings.team)) return { code: 'not-found' };
    const form = request.method === 'POST' ? await readForm(request) : ok({});
    if (!form.ok) return form.error;
    const deps = await getDeps();
    const outcome: AuthOutcome = { signedIn: null, refused: false, waitMillis: null, failure: null };
    const log = createLog(settings.logLevel);
    const context = {
      deps,
      settings,
      team: settings.team,
      address: clientAddress(request.headers),
      userAgent: facts.userAgent,
      log,
    };
    const response = await callNextAuth(
      {
        method: request.method,
        segments: part.split('/'),
        query: request.method === 'GET' ? Object.fromEntries(new URL(request.url).searchParams) : {},
        cookies: ourCookies(request, settings),
        form: form.value,
        publicOrigin: settings.team.publicOrigin,
      },
      authOptions(context, outcome),
    );
    audit(log, facts.requestId, part, outcome);
    if (outcome.failure !== null) throw toError(outcome.failure);
    const refusal = refusalOf(part, outcome);
    if (refusal !== null) return refusal;
    if (part.startsWith('callback/') && outcome.signedIn !== null) await endPresentSession(request, settings);
    // What the browser kept of private pages goes with the session (S55); answers that wait to be sent do not.
    if (part === 'signout') response.headers.set('clear-site-data', '"cache"');
    return toOwnPages(response, settings.team.publicOrigin);
  });

  /** A browser holds one session: signing in again ends the one it came with. */
  async function endPresentSession(from: Request, inSettings: Settings): Promise<void> {
    const token = readCookie(from.headers.get('cookie'), cookieName('session', inSettings));
    const sid = token === null || inSettings.team === null ? null : await sidOfToken(token, inSettings.team.secret);
    if (sid !== null) await revokeSession(await getDeps(), sid);
  }
}

function isReachable(method: string, part: string, team: TeamSettings): boolean {
  return (reachable[method] ?? []).includes(part) && (team.oidc !== null || !part.endsWith('/oidc'));
}

/** Wrong passwords are answered by our own codes; the others by next-auth's redirects to the sign-in page. */
function refusalOf(part: string, outcome: AuthOutcome): Problem | null {
  if (outcome.waitMillis !== null) return { code: 'too-many-requests', retryAfterSeconds: outcome.waitMillis / 1000 };
  return part === 'callback/credentials' && outcome.refused ? { code: 'wrong-credentials' } : null;
}

function audit(log: Log, requestId: string, part: string, outcome: AuthOutcome): void {
  if (part.startsWith('callback/')) {
    const result = outcome.signedIn !== null ? 'signed-in' : outcome.waitMillis !== null ? 'throttled' : 'refused';
    log('info', 'sign-in', {
      requestId,
      by: part.slice('callback/'.length),
      result,
      userId: outcome.signedIn?.id ?? null,
    });
  }
  if (part === 'signout') log('info', 'sign-out', { requestId });
}

/** Only cookies with exactly our names: next-auth would join any whose name merely begins with the session's. */
function ourCookies(request: Request, settings: Settings): Readonly<Record<string, string>> {
  const names = (['session', 'csrf', 'callback', 'pkce', 'state', 'nonce'] as const).map((use) =>
    cookieName(use, settings),
  );
  const header = request.headers.get('cookie');
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = readCookie(header, name);
      return value === null ? [] : [[name, decodeCookie(value)]];
    }),
  );
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Next-auth's forms are URL-encoded; JSON is scanned like everywhere else. */
async function readForm(request: Request): Promise<Result<Readonly<Record<string, unknown>>, Problem>> {
  const bytes = await readBytes(request, MAX_BYTES);
  if (!bytes.ok) return bytes;
  if (request.headers.get('content-type')?.startsWith('application/json') !== true) {
    return ok(Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes.value))));
  }
  const parsed = parseJson(bytes.value);
  if (!parsed.ok) return parsed;
  return typeof parsed.value === 'object' && parsed.value !== null ? ok({ ...parsed.value }) : err({ code: 'invalid' });
}

function toError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error('next-auth failed', { cause: failure });
}
