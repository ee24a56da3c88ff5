import type { SpotBugQuestion } from '../questions/schema';
import { countTicks } from './ticks';
import type { LearnerResponse, LineMark, MachineMark, Mark } from './types';

type Bug = SpotBugQuestion['bugs'][number];

/** The faulty lines first, then the reasons as in recall. */
export function markSpotBug(question: SpotBugQuestion, response: LearnerResponse): Mark {
  const marks = response.marks ?? (response.dontKnow === true ? [] : null);
  return {
    kind: 'by-ticks',
    machine: marks === null ? null : markBugs(question.bugs, marks),
    ticks: countTicks(question, response),
  };
}

/** Right when every bug has a mark inside its lines. One mark per bug counts, so marking every line finds nothing. */
function markBugs(bugs: readonly Bug[], marks: readonly LineMark[]): MachineMark {
  const counted = countedMarks(bugs, marks);
  const missed = bugs.filter((bug) => !counted.some((mark) => isInside(bug, mark)));
  return {
    right: missed.length === 0,
    score: (bugs.length - missed.length) / bugs.length,
    missed: missed.map((bug) => bug.point),
    empty: marks.length === 0,
  };
}

/** The first marks, as many as there are bugs; a line marked twice is one mark. */
export function countedMarks(bugs: readonly Bug[], marks: readonly LineMark[]): readonly LineMark[] {
  const distinct = marks.filter(
    (mark, index) => marks.findIndex((other) => other.code === mark.code && other.line === mark.line) === index,
  );
  return distinct.slice(0, bugs.length);
}

export function isInside(bug: Bug, mark: LineMark): boolean {
  return mark.code === bug.code && bug.from <= mark.line && mark.line <= bug.to;
}
