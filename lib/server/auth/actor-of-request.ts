import { anonymous, type Actor } from '../../policy/actor';
import type { Deps } from '../deps';
import type { Settings } from '../env';
import type { Learner } from '../store/stores';
import { cookieName, readCookie } from './cookies';
import { learnerOfSession } from './sessions';
import { sidOfToken } from './token';

/** Who sent this request. Read from the cookie only, never from Authorization or the address (S22), and vouched for by the database each time. */
export async function actorOfRequest(
  request: { readonly headers: Pick<Headers, 'get'> },
  deps: Deps,
  settings: Settings,
): Promise<Actor> {
  const learner = await learnerOfCookies(request.headers.get('cookie'), deps, settings);
  return learner === null
    ? anonymous
    : { kind: 'learner', userId: learner.id, role: learner.role, mode: settings.mode };
}

async function learnerOfCookies(cookieHeader: string | null, deps: Deps, settings: Settings): Promise<Learner | null> {
  const cookie = readCookie(cookieHeader, cookieName('session', settings));
  if (cookie === null) return null;
  const sid = settings.team === null ? cookie : await sidOfToken(cookie, settings.team.secret);
  return sid === null ? null : learnerOfSession(deps, sid, settings);
}
