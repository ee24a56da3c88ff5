import { nextUuidV7, type DeviceId, type EventId, type QuestionId, type UserId } from '@/lib/base/ids';
import { daysBetween, toDayNumber, type Instant, type LocalDate, type TimeZone } from '@/lib/base/time';
import type { CardState } from '@/lib/reviews/card-state';
import type { Answered, ReviewEvent, Undone } from '@/lib/reviews/events';
import { applyNewest, foldCard, newCard } from '@/lib/reviews/fold';
import { defaultSchedulerConfig, type Quality } from '@/lib/scheduler/types';
import { randomSource } from '../random-numbers';

export type SeededCard = {
  readonly questionId: QuestionId;
  /** In total order. */
  readonly events: readonly ReviewEvent[];
  /** Made event by event as the server does when they arrive one at a time. */
  readonly state: CardState;
};

export type LogPlan = {
  readonly userId: UserId;
  readonly questionIds: readonly QuestionId[];
  readonly eventsPerCard: number;
  /** Nothing is answered on this day or later; one card in twenty is due on it or was before. */
  readonly today: LocalDate;
  readonly seed: number;
};

const DAY_MILLIS = 86_400_000;
const DUE_SHARE = 0.05;
const UNDO_SHARE = 0.005;
const UTC = 'UTC' as TimeZone;

/** So many different histories; each card has one of them, moved to the days where it belongs. */
const HISTORIES = 1_000;

/** One learner's log, card by card: answers on the days they fall due or a little later, lapses, drills and a few undos. */
export function* makeLog(plan: LogPlan): Generator<SeededCard, void, undefined> {
  const chance = randomSource(plan.seed);
  const histories = Array.from({ length: HISTORIES }, () => makeHistory(plan.eventsPerCard, chance));
  const makeEvent = eventMaker(plan.userId, chance);
  for (const questionId of plan.questionIds) {
    const history = histories[Math.floor(chance() * HISTORIES)];
    if (history === undefined) throw new Error('There are no histories');
    const shift = shiftTo(plan.today, history.end, chance);
    const card = new Card((step, last) => makeEvent(questionId, step, shift, last));
    for (const step of history.steps) card.take(step);
    yield { questionId, events: card.events, state: card.state };
  }
}

type History = { readonly steps: readonly Step[]; readonly end: CardState };

/** What happens to a card that is first answered on day 0, 1970-01-01. */
function makeHistory(count: number, chance: () => number): History {
  const makeEvent = eventMaker('' as UserId, chance);
  const card = new Card((step, last) => makeEvent('q-0000000000' as QuestionId, step, 0, last));
  const steps: Step[] = [];
  while (steps.length < count) {
    const step = nextStep(steps, count, card.state, chance);
    steps.push(step);
    card.take(step);
  }
  return { steps, end: card.state };
}

/** `quality` null takes the answer before it back. */
type Step = { readonly atMillis: number; readonly quality: Quality | null };

class Card {
  readonly events: ReviewEvent[] = [];
  state: CardState = newCard;

  constructor(private readonly toEvent: (step: Step, last: EventId | null) => ReviewEvent) {}

  take(step: Step): void {
    const event = this.toEvent(step, this.events.at(-1)?.id ?? null);
    this.events.push(event);
    this.state =
      applyNewest(this.state, event, defaultSchedulerConfig) ?? foldCard(this.events, defaultSchedulerConfig);
  }
}

function nextStep(steps: readonly Step[], count: number, state: CardState, chance: () => number): Step {
  const last = steps.at(-1);
  const isNearEnd = count - steps.length <= 3;
  const isDrillOpen = state.kind === 'review' && state.lastDay.gradedQuality < 4 && !state.lastDay.drillPassed;
  const minutes = Math.ceil(chance() * 20);
  if (last !== undefined && !isNearEnd && last.quality !== null && chance() < UNDO_SHARE) {
    return { atMillis: last.atMillis + 5_000, quality: null };
  }
  if (last !== undefined && isDrillOpen && !isNearEnd) {
    return { atMillis: last.atMillis + minutes * 60_000, quality: chance() < 0.8 ? 4 : 3 };
  }
  const late = chance() < 0.7 ? 0 : Math.floor(chance() * 4);
  const day = state.kind === 'review' ? toDayNumber(state.dueOn) + late : 0;
  return {
    atMillis: day * DAY_MILLIS + (10 * 60 + Math.floor(chance() * 600)) * 60_000,
    quality: qualityOf(isNearEnd, chance),
  };
}

function qualityOf(isNearEnd: boolean, chance: () => number): Quality {
  if (isNearEnd) return 4;
  const drawn = chance();
  if (drawn < 0.12) return 1;
  if (drawn < 0.3) return 3;
  return drawn < 0.85 ? 4 : 5;
}

/** Days to move the whole history by, so that it stands as it should on the day. */
function shiftTo(today: LocalDate, state: CardState, chance: () => number): number {
  if (state.kind === 'new') throw new Error('A card without an answer');
  const gap = daysBetween(state.lastReviewDay, state.dueOn);
  const isDue = chance() < DUE_SHARE;
  const daysAgo = isDue ? gap + Math.floor(chance() ** 3 * 20) : 1 + Math.floor(chance() * (gap - 1));
  return toDayNumber(today) - daysAgo - toDayNumber(state.lastReviewDay);
}

const response = { ticked: ['first', 'second'] };

type EventMaker = (questionId: QuestionId, step: Step, shiftDays: number, last: EventId | null) => ReviewEvent;

function eventMaker(userId: UserId, chance: () => number): EventMaker {
  const deviceId = '0195c0de-0000-7000-8000-000000000001' as DeviceId;
  let deviceSeq = 0;
  const bytes = new Uint8Array(8);
  return (questionId, { atMillis, quality }, shiftDays, last) => {
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = Math.floor(chance() * 256);
    const at = (atMillis + shiftDays * DAY_MILLIS) as Instant;
    const { id } = nextUuidV7(null, at, bytes);
    deviceSeq += 1;
    const common = {
      id,
      userId,
      questionId,
      questionRev: 1,
      locale: 'en',
      timeZone: UTC,
      occurredAt: at,
      clientOccurredAt: at,
      receivedAt: (at + 400) as Instant,
      deviceId,
      deviceSeq,
      payloadHash: '5eed'.repeat(16),
    } as const;
    if (quality === null) return { ...common, kind: 'undone', targetEventId: last ?? id } satisfies Undone;
    return {
      ...common,
      kind: 'answered',
      quality,
      proposedQuality: quality,
      response,
      confidence: null,
      durationMs: 8_000 + Math.floor(chance() * 20_000),
    } satisfies Answered;
  };
}
