import { randomUUID } from 'node:crypto';

/** Set at the front door over whatever the caller sent; made here for requests that did not come through it. */
export function requestIdOf(headers: Pick<Headers, 'get'>): string {
  const given = headers.get('x-request-id');
  return given !== null && /^[0-9a-f-]{36}$/.test(given) ? given : randomUUID();
}
