import type { QuestionId } from '../base/ids';
import type { PlacedToday } from './bury-related';
import type { MinutesLeft } from './minutes-left';
import type { Taken } from './take-reviews';
import type { NewQuestion, QueueInput } from './types';

export type TakenNew = {
  readonly now: readonly Taken<NewQuestion>[];
  readonly endOfDay: readonly Taken<NewQuestion>[];
};

/** New questions in syllabus order until the first that does not fit; none before what it requires has a place. */
export function takeNew(input: QueueInput, minutes: MinutesLeft, placed: PlacedToday): TakenNew {
  const now: Taken<NewQuestion>[] = [];
  const endOfDay: Taken<NewQuestion>[] = [];
  const taken = new Set<QuestionId>();
  for (const question of input.newQuestions) {
    if (!question.requires.every((id) => taken.has(id))) continue;
    const seconds = input.expected.forNew(question.questionType);
    const fits = taken.size < input.limits.newLeft ? minutes.take(seconds) : minutes.takeExtra();
    if (!fits) break;
    const givesWay = placed.hasRelated(question);
    placed.place(question);
    taken.add(question.questionId);
    (givesWay ? endOfDay : now).push({ question, seconds });
  }
  return { now, endOfDay };
}
