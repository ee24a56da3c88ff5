import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { cookieName } from '@/lib/server/auth/cookies';
import { getSettings, type Settings } from '@/lib/server/env';
import { comesFromOwnPages, isMutation } from '@/lib/server/http/guard';
import { isAllowedHost, isLoopbackHost } from '@/lib/server/http/hosts';
import { problemResponse, type Problem } from '@/lib/server/http/problem';
import { requestIdOf } from '@/lib/server/http/request-id';
import { contentSecurityPolicy, setSecurityHeaders } from '@/lib/server/http/security-headers';

/**
 * Runs before every request, static files included: no `matcher`, so nothing slips past it. It gives each page its nonce
 * and sends visitors without a cookie to the sign-in page. What must hold is checked again where it matters: proxies of
 * this kind have been bypassed before.
 */
export function proxy(request: NextRequest): Response {
  const settings = getSettings();
  const requestId = requestIdOf(request.headers);
  const { pathname } = request.nextUrl;
  const problem = refusal(request, pathname, settings);
  if (problem !== null) return finish(problemResponse(problem, requestId), settings, requestId);
  if (isStatic(pathname)) return finish(NextResponse.next(), settings, requestId);
  if (needsSignIn(request, pathname, settings)) return finish(toSignIn(request, settings), settings, requestId);
  return finish(withNonce(request, settings, requestId), settings, requestId);
}

function refusal(request: NextRequest, pathname: string, settings: Settings): Problem | null {
  const host = request.headers.get('host');
  const isProbe = pathname === '/healthz' || pathname === '/readyz';
  if (host === null || !(isAllowedHost(host, settings) || (isProbe && isLoopbackHost(host, settings)))) {
    return { code: 'host-refused' };
  }
  const isForeign = isMutation(request.method) && !comesFromOwnPages(request.headers, host, settings);
  return isForeign ? { code: 'origin-refused' } : null;
}

/** Next finds the nonce in the policy on the request and puts it on its own scripts and styles. */
function withNonce(request: NextRequest, settings: Settings, requestId: string): Response {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), settings);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-request-id', requestId);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'private, no-store');
  return response;
}

/** A convenience: whether the cookie is worth anything is asked where the data is read. */
function needsSignIn(request: NextRequest, pathname: string, settings: Settings): boolean {
  const isPage = !pathname.startsWith('/api/') && !['/sign-in', '/healthz', '/readyz', '/sw.js'].includes(pathname);
  return settings.team !== null && isPage && !request.cookies.has(cookieName('session', settings));
}

function toSignIn(request: NextRequest, settings: Settings): Response {
  const target = new URL('/sign-in', settings.team?.publicOrigin);
  target.searchParams.set('callbackUrl', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.redirect(target, 303);
}

function isStatic(pathname: string): boolean {
  return pathname.startsWith('/_next/') || /^\/[\w-]+\.(svg|ico|png|webmanifest|txt)$/.test(pathname);
}

function finish(response: Response, settings: Settings, requestId: string): Response {
  setSecurityHeaders(response.headers, settings, requestId);
  return response;
}
