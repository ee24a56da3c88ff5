import type { IncomingHttpHeaders } from 'node:http';

/** Where the launcher leaves the address it vouches for; whatever a client sent under this name is overwritten. */
const addressHeader = 'x-timeslice-address';

/**
 * Removes what anybody can claim about an earlier hop and leaves the caller's address instead (S29).
 * @param peer the address at the other end of the socket
 * @param trustedHops how many proxies in front of us append to X-Forwarded-For; 0 ignores the header
 */
export function settleForwarded(headers: IncomingHttpHeaders, peer: string | undefined, trustedHops: number): void {
  const claimed = headers['x-forwarded-for'];
  const hops = [...(typeof claimed === 'string' ? claimed.split(',').map((hop) => hop.trim()) : []), peer ?? ''];
  for (const name of Object.keys(headers)) {
    if (name === 'forwarded' || name === 'x-real-ip' || name.startsWith('x-forwarded-')) headers[name] = undefined;
  }
  headers[addressHeader] = hops.at(-1 - Math.min(trustedHops, hops.length - 1)) ?? '';
}

/** The address a request came from, as far as it is known. */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get(addressHeader);
  return address === null || address === '' ? null : address;
}
