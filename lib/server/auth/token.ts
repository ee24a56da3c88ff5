/**
 * The session id inside next-auth's encrypted token, or null when the token is not ours, was tampered with or is over.
 * next-auth is loaded on first use: local mode never gets here.
 */
export async function sidOfToken(token: string, secret: string): Promise<string | null> {
  const { decode } = await import('next-auth/jwt');
  try {
    const payload = await decode({ token, secret });
    const sid = payload?.['sid'];
    return typeof sid === 'string' ? sid : null;
  } catch {
    return null;
  }
}
