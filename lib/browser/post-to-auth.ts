export type AuthAnswer =
  { readonly kind: 'go'; readonly url: string } | { readonly kind: 'wrong' | 'tooMany' | 'failed' };

/** Sends one form of signing in or out, with the token that goes with the visitor's own cookie. */
export async function postToAuth(part: string, form: Readonly<Record<string, string>>): Promise<AuthAnswer> {
  try {
    const token = (await (await fetch('/api/auth/csrf')).json()) as { readonly csrfToken?: string };
    const reply = await fetch(`/api/auth/${part}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, csrfToken: token.csrfToken ?? '', json: 'true' }).toString(),
    });
    if (reply.status === 401) return { kind: 'wrong' };
    if (reply.status === 429) return { kind: 'tooMany' };
    const { url } = (await reply.json()) as { readonly url?: string };
    return reply.ok && typeof url === 'string' ? { kind: 'go', url } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}
