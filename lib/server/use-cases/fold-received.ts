import type { QuestionId } from '../../base/ids';
import type { CardState } from '../../reviews/card-state';
import { compareEvents, type ReviewEvent } from '../../reviews/events';
import { applyNewest, foldCard, newCard } from '../../reviews/fold';
import type { SchedulerConfig } from '../../scheduler/types';

/** A card's stored state with new events on top; null when only its whole log can tell. */
function applyReceived(
  stored: CardState | undefined,
  events: readonly ReviewEvent[],
  config: SchedulerConfig,
): CardState | null {
  let state: CardState | null = stored ?? newCard;
  for (const event of [...events].sort(compareEvents)) {
    state = applyNewest(state, event, config);
    if (state === null) return null;
  }
  return state;
}

/** The states of many cards after new events, reading the logs of those that need it. */
export async function foldReceived(
  byCard: ReadonlyMap<QuestionId, readonly ReviewEvent[]>,
  stored: ReadonlyMap<QuestionId, CardState>,
  config: SchedulerConfig,
  loadLogs: (ids: readonly QuestionId[]) => Promise<ReadonlyMap<QuestionId, readonly ReviewEvent[]>>,
): Promise<ReadonlyMap<QuestionId, CardState>> {
  const states = new Map<QuestionId, CardState>();
  const unclear: QuestionId[] = [];
  for (const [questionId, events] of byCard) {
    const state = applyReceived(stored.get(questionId), events, config);
    if (state === null) unclear.push(questionId);
    else states.set(questionId, state);
  }
  const logs = unclear.length === 0 ? new Map<QuestionId, readonly ReviewEvent[]>() : await loadLogs(unclear);
  for (const questionId of unclear) {
    states.set(questionId, foldCard([...(logs.get(questionId) ?? []), ...(byCard.get(questionId) ?? [])], config));
  }
  return states;
}
