import type { ClientEvent, PostReviewsReply, ReviewResult } from '../api/reviews';
import type { Settlement } from './event-queue';

/** What came of sending one batch. */
export type Sent =
  | { readonly kind: 'settled'; readonly settlement: Settlement }
  /** The whole request was refused for what it holds: a smaller one tells which event it is. */
  | { readonly kind: 'batch-refused'; readonly code: string }
  /** Nobody or somebody else is signed in: the events wait for their own user. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'account-deleted' }
  /** Try again, not before `retryAfterMs` if the server named a time. */
  | { readonly kind: 'later'; readonly reached: boolean; readonly retryAfterMs: number };

/** Codes of a refusal that lies in the events themselves (lib/server/http/problem.ts). */
const refusedContent: readonly string[] = ['malformed', 'invalid', 'too-large'];

/** Up to here the browser finishes a request even if the page is closed meanwhile. */
const KEEPALIVE_BYTES = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * POST /api/reviews for one user. Never throws: every reply, and none, is one of the outcomes.
 * The header names whose events these are, so that a page left open cannot store them for whoever signed in since.
 */
export async function postReviews(
  send: typeof fetch,
  userId: string,
  batch: readonly ClientEvent[],
  signal: AbortSignal,
): Promise<Sent> {
  const body = JSON.stringify({ events: batch });
  let response: Response;
  let reply: unknown;
  try {
    response = await send('/api/reviews', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'timeslice-user': userId },
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      keepalive: body.length * 3 < KEEPALIVE_BYTES,
      signal,
    });
    reply = await response.json().catch(() => null);
  } catch {
    return { kind: 'later', reached: false, retryAfterMs: 0 };
  }
  if (response.ok && isReply(reply)) return { kind: 'settled', settlement: settlementOf(batch, reply) };
  const code = problemCode(reply);
  if (response.status === 401 && code === 'account-deleted') return { kind: 'account-deleted' };
  if (response.status === 401 || response.status === 403) return { kind: 'signed-out' };
  if (response.status === 413) return { kind: 'batch-refused', code: 'too-large' };
  if (code !== null && refusedContent.includes(code)) return { kind: 'batch-refused', code };
  return { kind: 'later', reached: true, retryAfterMs: retryAfterMs(response) };
}

/** Results are told apart by id; only an item without a readable id is known by its place. Foreign ids are ignored. */
function settlementOf(batch: readonly ClientEvent[], reply: PostReviewsReply): Settlement {
  const sent = new Set(batch.map((event) => event.id));
  const acknowledged: string[] = [];
  const parked: Settlement['parked'][number][] = [];
  for (const result of reply.results) {
    const id = result.status === 'rejected' ? (result.id ?? batch[result.index]?.id) : result.id;
    if (id === undefined || !sent.delete(id)) continue;
    if (result.status === 'rejected') parked.push({ id, code: result.code, detail: result.detail ?? null });
    else acknowledged.push(id);
  }
  return { epoch: reply.epoch, acknowledged, parked };
}

/** By hand, since zod is larger than all of this; a hotel's sign-in page answers 200 as well. */
function isReply(reply: unknown): reply is PostReviewsReply {
  if (typeof reply !== 'object' || reply === null || !('epoch' in reply) || !('results' in reply)) return false;
  return typeof reply.epoch === 'string' && Array.isArray(reply.results) && reply.results.every(isResult);
}

function isResult(result: unknown): result is ReviewResult {
  if (typeof result !== 'object' || result === null || !('status' in result) || !('id' in result)) return false;
  if (result.status === 'stored' || result.status === 'duplicate') return typeof result.id === 'string';
  return result.status === 'rejected' && 'code' in result && typeof result.code === 'string';
}

function problemCode(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null || !('error' in reply)) return null;
  const { error } = reply;
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** Seconds only: our server sends no dates. */
function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '0');
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : 0;
}
