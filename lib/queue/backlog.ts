import type { QueueCard } from './types';

/** elapsed ÷ interval at which the predicted recall 0.9^(elapsed ÷ interval) is one half. */
const HALF = Math.log(0.5) / Math.log(0.9);
const BINS = 1024;

/**
 * Due cards in the order in which minutes are best spent: first those that can still be saved (predicted recall of at least
 * 0.5), the lowest first; then the mostly lost, the highest first. The order is the same whatever the order of the input.
 *
 * Lazy, so that a million cards stay cheap: the due cards are dealt into bins of like urgency in linear time, and a bin is
 * sorted only as far as it is taken from.
 */
export function rankByUrgency<T extends UrgencyCard>(
  cards: readonly T[],
  today: number,
): { readonly dueCount: number; readonly inOrder: Iterable<T> } {
  const due: T[] = [];
  const keys: number[] = [];
  // By index: a million steps of an iterator take twice as long.
  for (let index = 0; index < cards.length; index += 1) {
    const card = cards[index];
    if (card === undefined || card.dueDay > today) continue;
    due.push(card);
    keys.push(urgencyKey(card, today));
  }
  return { dueCount: due.length, inOrder: inOrder(due, keys) };
}

type UrgencyCard = Pick<QueueCard, 'questionId' | 'dueDay' | 'lastReviewDay' | 'intervalDays'>;

/** Ascending in urgency; see rankByUrgency. Monotone in recall, so no power is taken. */
function urgencyKey(card: UrgencyCard, today: number): number {
  const overdue = Math.max(0, today - card.lastReviewDay) / Math.max(1, card.intervalDays);
  return overdue <= HALF ? HALF - overdue : overdue;
}

/** Never descending in the key: half of the bins for what can be saved, half for the rest up to infinity. */
function binOf(key: number): number {
  const half = BINS / 2;
  return key <= HALF
    ? Math.min(half - 1, Math.floor((key / HALF) * half))
    : Math.min(BINS - 1, half + Math.floor((1 - HALF / key) * half));
}

function* inOrder<T extends UrgencyCard>(due: readonly T[], keys: readonly number[]): Generator<T, void, undefined> {
  const isBefore = (a: number, b: number): boolean => {
    const difference = (keys[a] ?? 0) - (keys[b] ?? 0);
    return difference !== 0 ? difference < 0 : (due[a]?.questionId ?? '') < (due[b]?.questionId ?? '');
  };
  const { places, starts } = dealIntoBins(keys);
  for (let bin = 0; bin < BINS; bin += 1) {
    for (const place of drainHeap(places.subarray(starts[bin], starts[bin + 1]), isBefore)) {
      const card = due[place];
      if (card !== undefined) yield card;
    }
  }
}

/** A counting sort: the places of `keys` bin by bin, and where each bin starts. */
function dealIntoBins(keys: readonly number[]): { readonly places: Int32Array; readonly starts: Int32Array } {
  const bins = new Uint16Array(keys.length);
  const starts = new Int32Array(BINS + 1);
  for (let place = 0; place < keys.length; place += 1) {
    const bin = binOf(keys[place] ?? 0);
    bins[place] = bin;
    starts[bin + 1] = (starts[bin + 1] ?? 0) + 1;
  }
  for (let bin = 0; bin < BINS; bin += 1) starts[bin + 1] = (starts[bin + 1] ?? 0) + (starts[bin] ?? 0);
  const next = starts.slice();
  const places = new Int32Array(keys.length);
  for (let place = 0; place < bins.length; place += 1) {
    const bin = bins[place] ?? 0;
    const at = next[bin] ?? 0;
    places[at] = place;
    next[bin] = at + 1;
  }
  return { places, starts };
}

/** Takes the heap apart in place, the first by `isBefore` first. */
function* drainHeap(heap: Int32Array, isBefore: (a: number, b: number) => boolean): Generator<number, void, undefined> {
  for (let parent = (heap.length >> 1) - 1; parent >= 0; parent -= 1) sink(heap, heap.length, parent, isBefore);
  for (let size = heap.length - 1; size >= 0; size -= 1) {
    yield heap[0] ?? 0;
    heap[0] = heap[size] ?? 0;
    sink(heap, size, 0, isBefore);
  }
}

function sink(heap: Int32Array, size: number, from: number, isBefore: (a: number, b: number) => boolean): void {
  if (from >= size) return;
  let parent = from;
  const moving = heap[parent] ?? 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) break;
    if (child + 1 < size && isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
    if (!isBefore(heap[child] ?? 0, moving)) break;
    heap[parent] = heap[child] ?? 0;
    parent = child;
  }
  heap[parent] = moving;
}
