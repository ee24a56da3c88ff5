import type { QuestionId } from '../../base/ids';
import { err, ok, type Result } from '../../base/result';
import type { PostReviewsReply, ReviewResult } from '../../api/reviews';
import { schedulerConfigOf } from '../../learner/scheduler-config';
import type { Actor } from '../../policy/actor';
import type { CardState } from '../../reviews/card-state';
import type { ReviewEvent } from '../../reviews/events';
import { newCard } from '../../reviews/fold';
import type { Deps } from '../deps';
import type { Problem } from '../http/problem';
import type { Learner } from '../store/stores';
import { checkEvents, type Checked } from './check-events';
import { foldReceived } from './fold-received';
import { loadLearner } from './load-learner';
import { readClientEvents, type ReceivedEvent } from './read-client-events';

/** Short transactions leave room for other requests; a batch of 500 is five of them. */
const EVENTS_PER_TRANSACTION = 100;
/** Each failed attempt means that another request of the same learner was committed in between. */
const MOST_ATTEMPTS = 20;

/**
 * Stores what a device sends: one result for each item, in order, acknowledged only after its transaction is committed.
 * A refused item costs nothing but itself; an item sent again is a duplicate; times, drills and due days are decided here.
 */
export async function recordReviews(
  deps: Deps,
  actor: Actor,
  input: { readonly events: readonly unknown[] },
): Promise<Result<PostReviewsReply, Problem>> {
  const learner = await loadLearner(deps, actor, 'record-reviews');
  if (!learner.ok) return learner;
  const { received, rejected, repeats } = readClientEvents(input.events);
  const results = new Map(rejected);
  for (let start = 0; start < received.length; start += EVENTS_PER_TRANSACTION) {
    const stored = await record(deps, learner.value, received.slice(start, start + EVENTS_PER_TRANSACTION));
    if (stored === null) return err({ code: 'unavailable', retryAfterSeconds: 1 });
    for (const [index, result] of stored) results.set(index, result);
  }
  for (const [index, original] of repeats) results.set(index, repeated(results.get(original), index));
  await keepZone(deps, learner.value, received);
  return ok({
    epoch: await deps.stores.instance.epoch(),
    results: input.events.map((_item, index) => resultAt(results, index)),
  });
}

/** One transaction's worth of events; decided anew when another request got to one of the cards first. */
async function record(
  deps: Deps,
  learner: Learner,
  received: readonly ReceivedEvent[],
): Promise<ReadonlyMap<number, ReviewResult> | null> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const checked = await checkEvents(deps, learner, deps.now(), received);
    const fresh = checked.flatMap((one) => (one.kind === 'fresh' ? [one.event] : []));
    const questionIds = [...new Set(checked.map((one) => one.received.event.questionId as QuestionId))];
    const stored = await deps.stores.cards.loadMany(learner.id, questionIds);
    const changed = await foldReceived(byCard(fresh), stored, schedulerConfigOf(learner.settings), (ids) =>
      deps.stores.reviews.loadLogs(learner.id, ids),
    );
    const cards = [...changed].map(([questionId, state]) => ({
      questionId,
      basedOn: stored.get(questionId)?.eventCount ?? 0,
      state,
    }));
    const outcome = fresh.length === 0 ? 'committed' : await deps.stores.reviews.commit(learner.id, fresh, cards);
    if (outcome === 'committed') return resultsOf(checked, (id) => changed.get(id) ?? stored.get(id) ?? newCard);
  }
  return null;
}

function byCard(events: readonly ReviewEvent[]): ReadonlyMap<QuestionId, readonly ReviewEvent[]> {
  const cards = new Map<QuestionId, ReviewEvent[]>();
  for (const event of events) cards.set(event.questionId, [...(cards.get(event.questionId) ?? []), event]);
  return cards;
}

function resultsOf(
  checked: readonly Checked[],
  stateOf: (id: QuestionId) => CardState,
): ReadonlyMap<number, ReviewResult> {
  return new Map(
    checked.map((one): [number, ReviewResult] => {
      const { index, event } = one.received;
      if (one.kind === 'rejected') {
        const detail = one.detail === undefined ? {} : { detail: one.detail };
        return [index, { id: event.id, index, status: 'rejected', code: one.code, ...detail }];
      }
      const status = one.kind === 'fresh' ? 'stored' : 'duplicate';
      return [index, { id: event.id, status, state: stateOf(event.questionId as QuestionId) }];
    }),
  );
}

/** The second of two equal items in one request: stored once, so this one is a duplicate. */
function repeated(original: ReviewResult | undefined, index: number): ReviewResult {
  if (original === undefined) throw new Error('A repeated item has no original');
  return original.status === 'rejected' ? { ...original, index } : { ...original, status: 'duplicate' };
}

/** The last zone seen tells what today is before a page asks. */
async function keepZone(deps: Deps, learner: Learner, received: readonly ReceivedEvent[]): Promise<void> {
  const zone = received.findLast(({ event }) => event.timeZone !== undefined)?.event.timeZone;
  if (zone !== undefined && zone !== learner.lastTimeZone) await deps.stores.learners.saveTimeZone(learner.id, zone);
}

function resultAt(results: ReadonlyMap<number, ReviewResult>, index: number): ReviewResult {
  const result = results.get(index);
  if (result === undefined) throw new Error(`Item ${index} has no result`);
  return result;
}
