import { studyDay, type LocalDate } from '../base/time';
import { isDrill, outcomeOf } from '../scheduler/outcome';
import { isPass, type SchedulerConfig } from '../scheduler/types';
import type { CardState, LastDay, NewCard, ReviewCard } from './card-state';
import { compareEvents, type Answered, type ContentChanged, type ReviewEvent } from './events';
import { isLeechAt } from './leech';
import { findUndos } from './undo';

export const newCard: NewCard = Object.freeze({
  kind: 'new',
  suspended: false,
  lastEventId: null,
  lastEventAt: null,
  eventCount: 0,
  undoWaits: false,
});

/**
 * The state of one card from its whole log. Order of arrival, repetition and splitting into batches make no difference:
 * events are taken once each, in (occurredAt, id), and undone ones as if they had never happened.
 */
export function foldCard(events: readonly ReviewEvent[], config: SchedulerConfig): CardState {
  const log = [...new Map(events.map((event) => [event.id, event])).values()].sort(compareEvents);
  const { undone, waiting } = findUndos(log);
  let state: CardState = newCard;
  for (const event of log) state = step(state, event, undone.has(event.id), config);
  return waiting ? { ...state, undoWaits: true } : state;
}

/**
 * The same as folding the log with the event at its end, without reading the log; null when only a whole fold can tell:
 * the event is not the newest, is an undo, or may be what an undo waits for.
 */
export function applyNewest(state: CardState, event: ReviewEvent, config: SchedulerConfig): CardState | null {
  if (event.kind === 'undone' || state.undoWaits) return null;
  return comesAfter(event, state) ? step(state, event, false, config) : null;
}

function comesAfter(event: ReviewEvent, state: CardState): boolean {
  const { lastEventId, lastEventAt } = state;
  if (lastEventId === null || lastEventAt === null) return true;
  return compareEvents(event, { id: lastEventId, occurredAt: lastEventAt }) > 0;
}

function step(state: CardState, event: ReviewEvent, isUndone: boolean, config: SchedulerConfig): CardState {
  const after = isUndone ? state : effect(state, event, config);
  return { ...after, lastEventId: event.id, lastEventAt: event.occurredAt, eventCount: state.eventCount + 1 };
}

function effect(state: CardState, event: ReviewEvent, config: SchedulerConfig): CardState {
  switch (event.kind) {
    case 'answered':
      return answer(state, event, config);
    case 'suspended':
      return { ...state, suspended: true };
    case 'resumed':
      return { ...state, suspended: false };
    case 'reset':
      return newCard;
    case 'content-changed':
      return changeContent(state, event);
    case 'undone':
      return state;
  }
}

function answer(state: CardState, event: Answered, config: SchedulerConfig): CardState {
  const card = state.kind === 'review' ? state : null;
  const day = dayOf(event, card);
  const drill = isDrill(card, day);
  const outcome = outcomeOf(card, { cardId: event.questionId, quality: event.quality, day }, config);
  const lapses = (card?.lapses ?? 0) + (card !== null && !drill && !isPass(event.quality) ? 1 : 0);
  return {
    kind: 'review',
    scheduler: outcome.state,
    dueOn: outcome.dueOn,
    lastReviewDay: day,
    gradedCount: (card?.gradedCount ?? 0) + (drill ? 0 : 1),
    lapses,
    leechAt: lapses !== (card?.lapses ?? 0) && isLeechAt(lapses) ? lapses : (card?.leechAt ?? null),
    suspended: state.suspended,
    changedAtRev: stillChanged(card, event),
    lastDay: card !== null && drill ? withDrill(card.lastDay, event) : graded(event),
    lastEventId: event.id,
    lastEventAt: event.occurredAt,
    eventCount: state.eventCount,
    undoWaits: false,
  };
}

function graded(event: Answered): LastDay {
  return { gradedQuality: event.quality, drills: 0, drillPassed: false, lastAnsweredAt: event.occurredAt };
}

function withDrill(lastDay: LastDay, event: Answered): LastDay {
  return {
    gradedQuality: lastDay.gradedQuality,
    drills: lastDay.drills + 1,
    drillPassed: lastDay.drillPassed || event.quality >= 4,
    lastAnsweredAt: event.occurredAt,
  };
}

/** The mark goes with the next answer, unless that one was given offline to the text before the change. */
function stillChanged(card: ReviewCard | null, event: Answered): number | null {
  const changedAtRev = card?.changedAtRev ?? null;
  return changedAtRev !== null && event.questionRev < changedAtRev ? changedAtRev : null;
}

/** The card is shown once more, and loses nothing: repetitions, ease and interval stay. */
function changeContent(state: CardState, event: ContentChanged): CardState {
  if (state.kind === 'new') return state;
  const day = dayOf(event, state);
  return { ...state, dueOn: day < state.dueOn ? day : state.dueOn, changedAtRev: event.questionRev };
}

/** In the zone of the event, for ever; never before the card's last day, so that no clock can make elapsed days negative. */
function dayOf(event: ReviewEvent, card: ReviewCard | null): LocalDate {
  const day = studyDay(event.occurredAt, event.timeZone);
  return card !== null && day < card.lastReviewDay ? card.lastReviewDay : day;
}
