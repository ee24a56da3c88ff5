import type { QuestionId } from '../base/ids';
import type { Placeable } from './types';

/** Whether one of two names the other. */
export function areRelated(a: Placeable, b: Placeable): boolean {
  return a.relatedTo.includes(b.questionId) || b.relatedTo.includes(a.questionId);
}

/** Remembers what has a place today, to tell what is related to it. */
export class PlacedToday {
  readonly #placed = new Set<QuestionId>();
  readonly #namedByPlaced = new Set<QuestionId>();

  constructor(shown: readonly Placeable[]) {
    for (const question of shown) this.place(question);
  }

  place(question: Placeable): void {
    this.#placed.add(question.questionId);
    for (const id of question.relatedTo) this.#namedByPlaced.add(id);
  }

  hasRelated(question: Placeable): boolean {
    return this.#namedByPlaced.has(question.questionId) || question.relatedTo.some((id) => this.#placed.has(id));
  }
}
