import { ok, type Result } from '../../base/result';
import type { GetReviewsReply, LoggedEventJson } from '../../api/reviews';
import type { Actor } from '../../policy/actor';
import type { LoggedEvent } from '../../reviews/events';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import { loadLearner } from './load-learner';

const EVENTS_PER_PAGE = 500;

/** The learner's own log in order of arrival, after the cursor; `next` is the cursor of the following page. */
export async function listReviews(
  deps: Deps,
  actor: Actor,
  input: { readonly after: number },
): Promise<Result<GetReviewsReply, Problem>> {
  const learner = await loadLearner(deps, actor, 'read-reviews');
  if (!learner.ok) return learner;
  const epoch = await deps.stores.instance.epoch();
  const events = await deps.stores.reviews.loadAfter(learner.value.id, input.after, EVENTS_PER_PAGE);
  return ok({ epoch, events: events.map(toJson), next: events.at(-1)?.seq ?? input.after });
}

function toJson({ userId: _userId, ...event }: LoggedEvent): LoggedEventJson {
  return {
    ...event,
    occurredAt: new Date(event.occurredAt).toISOString(),
    clientOccurredAt: new Date(event.clientOccurredAt).toISOString(),
    receivedAt: new Date(event.receivedAt).toISOString(),
  };
}
