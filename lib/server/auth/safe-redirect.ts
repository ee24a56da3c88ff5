/** Controls, backslashes and doubled slashes at the start, plain or percent-encoded: browsers read some of them as another host. */
const suspicious = /[\p{Cc}\\]|%(0[0-9a-f]|1[0-9a-f]|7f|5c)|^\s*(\/|%2f){2}/iu;

/**
 * Where to go after signing in: a path of this instance, whatever was asked for (S31).
 * @param target an absolute address of our own origin, or a path
 */
export function safeRedirect(target: unknown, publicOrigin: string): string {
  if (typeof target !== 'string' || target === '' || target.length > 2_000 || suspicious.test(target)) return '/';
  if (!URL.canParse(target, publicOrigin)) return '/';
  const url = new URL(target, publicOrigin);
  if (url.origin !== publicOrigin || url.pathname.startsWith('//')) return '/';
  return suspicious.test(url.pathname) ? '/' : `${url.pathname}${url.search}`;
}
