import type { Settings } from '../env';
import { expectedOrigin, isAllowedHost, isLoopbackHost } from './hosts';
import type { Problem } from './problem';

export const MAX_URL_LENGTH = 8_192;

export type GuardRule = {
  readonly methods: readonly string[];
  /** Media types of the body; empty for reads. */
  readonly contentTypes: readonly string[];
  readonly maxBytes: number;
  /** /healthz and /readyz: also by loopback Host. */
  readonly answersLoopback: boolean;
};

/**
 * What a request must be before a byte of its body is read (security.md §4.2, in its order): Host, method, origin of a
 * mutation, content type, declared length. The proxy checks some of it too; neither relies on the other.
 */
export function guardRequest(request: Request, rule: GuardRule, settings: Settings): Problem | null {
  const host = request.headers.get('host');
  if (host === null || !(isAllowedHost(host, settings) || (rule.answersLoopback && isLoopbackHost(host, settings)))) {
    return { code: 'host-refused' };
  }
  if (request.url.length > MAX_URL_LENGTH) return { code: 'url-too-long' };
  if (!rule.methods.includes(request.method)) return { code: 'method-not-allowed' };
  if (isMutation(request.method)) {
    if (!comesFromOwnPages(request.headers, host, settings)) return { code: 'origin-refused' };
    if (!hasContentType(request.headers, rule.contentTypes)) return { code: 'unsupported-media-type' };
    if (declaredLength(request.headers) > rule.maxBytes) return { code: 'too-large' };
  }
  return null;
}

export function isMutation(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/** Origin must be there and be ours; browsers that also say Sec-Fetch-Site must say `same-origin`. */
export function comesFromOwnPages(headers: Headers, host: string, settings: Settings): boolean {
  const site = headers.get('sec-fetch-site');
  return headers.get('origin') === expectedOrigin(host, settings) && (site === null || site === 'same-origin');
}

function hasContentType(headers: Headers, allowed: readonly string[]): boolean {
  if (headers.has('content-encoding')) return false;
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  return allowed.includes(type.trim()) && parameters.every((parameter) => /^\s*charset="?utf-8"?\s*$/.test(parameter));
}

function declaredLength(headers: Headers): number {
  const declared = headers.get('content-length');
  return declared === null ? 0 : Number(declared);
}
