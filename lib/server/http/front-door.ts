import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isStorableText } from '../../base/text';
import type { Settings } from '../env';
import { settleForwarded } from './forwarded';
import { isAllowedHost, isLoopbackHost } from './hosts';
import { MAX_URL_LENGTH } from './guard';
import { problemResponse, type Problem } from './problem';
import { setSecurityHeaders } from './security-headers';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Looks at a request before Next does: static files and addresses that Next answers by itself get the same Host check,
 * headers and request id, and nothing that a client claims about proxies, request ids or inner rewrites reaches the application.
 * @returns whether to go on; otherwise the answer has been sent
 */
export function admit(request: IncomingMessage, response: ServerResponse, settings: Settings): boolean {
  const requestId = randomUUID();
  const headers = new Headers();
  setSecurityHeaders(headers, settings, requestId);
  for (const [name, value] of headers) response.setHeader(name, value);
  for (const name of Object.keys(request.headers)) {
    if (name.startsWith('x-middleware-') || name.startsWith('x-invoke-')) request.headers[name] = undefined;
  }
  request.headers['x-request-id'] = requestId;
  settleForwarded(request.headers, request.socket.remoteAddress, settings.trustedProxyHops);
  const problem = refusal(request, settings);
  if (problem === null) return true;
  void send(problem, requestId, response);
  return false;
}

function refusal(request: IncomingMessage, settings: Settings): Problem | null {
  const host = request.headers.host ?? null;
  const isProbe = request.url === '/healthz' || request.url === '/readyz';
  if (!isAllowedHost(host, settings) && !(isProbe && isLoopbackHost(host, settings))) return { code: 'host-refused' };
  const url = request.url ?? '';
  if (url.length > MAX_URL_LENGTH) return { code: 'url-too-long' };
  if (!isReadable(url)) return { code: 'invalid', detail: 'The address holds characters that cannot be read.' };
  return methods.includes(request.method ?? '') ? null : { code: 'method-not-allowed' };
}

/** Next answers 500 to a path that is no UTF-8, and PostgreSQL cannot be asked for a text with NUL: neither gets that far. */
function isReadable(url: string): boolean {
  const [path = '', ...query] = url.split('?');
  try {
    const parameters = [...new URLSearchParams(query.join('?'))].flat();
    return [decodeURIComponent(path), ...parameters].every(isStorableText);
  } catch {
    return false;
  }
}

/** The rest of a refused request is not read: the connection ends with the answer. */
async function send(problem: Problem, requestId: string, response: ServerResponse): Promise<void> {
  const answer = problemResponse(problem, requestId);
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'private, no-store');
  response.setHeader('connection', 'close');
  response.end(await answer.text());
}
