/**
 * next-auth sends failed sign-ins to pages of its own, which are not reachable here, with its codes or the text of an error.
 * Ours go to the sign-in page with one of two codes: `refused` (no account for this person) or `failed`.
 */
export async function toOwnPages(response: Response, publicOrigin: string): Promise<Response> {
  const location = response.headers.get('location');
  if (location !== null) {
    response.headers.set('location', ownPage(location, publicOrigin));
    return response;
  }
  const body = await response.clone().text();
  const url = urlIn(body);
  if (url === null) return response;
  return new Response(JSON.stringify({ url: ownPage(url, publicOrigin) }), {
    status: response.status,
    headers: response.headers,
  });
}

function ownPage(target: string, publicOrigin: string): string {
  const url = new URL(target, publicOrigin);
  const isInner = url.origin === publicOrigin && /^\/(api\/auth|sign-in)(\/|$)/.test(url.pathname);
  if (!isInner) return target;
  const page = new URL('/sign-in', publicOrigin);
  page.searchParams.set('error', url.searchParams.get('error') === 'AccessDenied' ? 'refused' : 'failed');
  return page.href;
}

/** Scripts of the sign-in page ask for JSON: `{ url }` instead of a redirect. */
function urlIn(body: string): string | null {
  try {
    const parsed: unknown = JSON.parse(body);
    const isRedirect = typeof parsed === 'object' && parsed !== null && Object.keys(parsed).join() === 'url';
    return isRedirect && 'url' in parsed && typeof parsed.url === 'string' ? parsed.url : null;
  } catch {
    return null;
  }
}
