import type { Settings } from '../env';

/** Headers of every response, errors and static files included (S34). */
export function setSecurityHeaders(headers: Headers, settings: Settings, requestId: string): void {
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  // `no-referrer` would make browsers send `Origin: null` with form posts, which the guard refuses.
  headers.set('referrer-policy', 'same-origin');
  headers.set('x-frame-options', 'DENY');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set(
    'permissions-policy',
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  );
  if (isHttps(settings)) headers.set('strict-transport-security', 'max-age=63072000');
}

export function isHttps(settings: Settings): boolean {
  return settings.team?.publicOrigin.startsWith('https:') ?? false;
}

/**
 * The policy of one page. `'strict-dynamic'` lets scripts with the nonce load the chunks they need; styles have no
 * `unsafe-inline` either, so no page carries a `style` attribute. Development needs eval and inline styles for reloading.
 */
export function contentSecurityPolicy(nonce: string, settings: Settings): string {
  const development = !settings.isProduction;
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(isHttps(settings) ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
