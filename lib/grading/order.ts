import type { OrderQuestion } from '../questions/schema';
import type { LearnerResponse, MachineMark, Mark } from './types';

/** Right when the sequence equals one of the accepted orders. */
export function markOrder(question: OrderQuestion, response: LearnerResponse): Mark {
  const sequence = response.sequence ?? (response.dontKnow === true ? [] : null);
  return {
    kind: 'by-machine',
    machine: sequence === null ? null : markSequence(question, sequence),
    reasons: null,
    twoOptions: false,
  };
}

function markSequence(question: OrderQuestion, sequence: readonly string[]): MachineMark {
  const { accepted, score } = closestOrder(
    question.orders.map((order) => order.sequence),
    sequence,
  );
  const missed = accepted.filter((key, place) => sequence[place] !== key);
  const right = missed.length === 0 && sequence.length === accepted.length;
  return { right, score: right ? 1 : score, missed, empty: sequence.length === 0 };
}

/** The accepted order with most pairs in the right relative order; the first one wins a tie. */
function closestOrder(
  orders: readonly (readonly string[])[],
  sequence: readonly string[],
): { accepted: readonly string[]; score: number } {
  const place = new Map(sequence.map((key, index) => [key, index]));
  let best: { accepted: readonly string[]; score: number } = { accepted: [], score: -1 };
  for (const accepted of orders) {
    const score = pairScore(accepted, place);
    const equal = accepted.length === sequence.length && accepted.every((key, index) => sequence[index] === key);
    if (equal) return { accepted, score: 1 };
    if (score > best.score) best = { accepted, score };
  }
  return best;
}

/** (pairs in the right relative order ÷ all pairs) × 2 - 1, not below 0; an item that is absent is in no right pair. */
function pairScore(accepted: readonly string[], place: ReadonlyMap<string, number>): number {
  const pairs = (accepted.length * (accepted.length - 1)) / 2;
  if (pairs === 0) return 0;
  const places = accepted.map((key) => place.get(key));
  let inOrder = 0;
  places.forEach((earlier, index) => {
    for (const later of places.slice(index + 1)) {
      if (earlier !== undefined && later !== undefined && earlier < later) inOrder += 1;
    }
  });
  return Math.max(0, 2 * inOrder - pairs) / pairs;
}
