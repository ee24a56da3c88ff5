import type { Settings } from '../env';
import { isHttps } from '../http/security-headers';

/** More than this of ours is not a session but an attempt. */
const MAX_COOKIE_LENGTH = 8_192;

type CookieUse = 'session' | 'csrf' | 'callback' | 'pkce' | 'state' | 'nonce';

/**
 * Our cookies' names. Cookies know no ports, so on loopback the name carries it; with https the `__Host-` prefix makes the
 * browser refuse one that a sub-domain set or that lacks Secure. The session's name is no prefix of another one's, because
 * next-auth joins every cookie whose name begins with it.
 */
export function cookieName(use: CookieUse, settings: Settings): string {
  if (isHttps(settings)) return `__Host-timeslice-${use}`;
  return use === 'session' ? `timeslice-${settings.port}` : `timeslice-${use}-${settings.port}`;
}

/** The value of exactly this cookie; null when it is missing, doubled or too long. */
export function readCookie(cookieHeader: string | null, name: string): string | null {
  const values = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return value === undefined || values.length > 1 || value === '' || value.length > MAX_COOKIE_LENGTH ? null : value;
}

/** The cookie of local mode: the secret itself, for as long as the session can live at most. */
export function localSessionCookie(sid: string, settings: Settings): string {
  const maxAge = settings.sessionMaxDays * 86_400;
  return `${cookieName('session', settings)}=${sid}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict`;
}
