import type { SpotBugQuestion } from '../questions/schema';
import { countedMarks, isInside } from './spot-bug';
import type { LineMark } from './types';

/** How a line is drawn after the check: `found` lies in a bug, `elsewhere` is a mark without one, `missed` a bug without a mark. */
export type LineFinding = 'found' | 'elsewhere' | 'missed';

/** The lines of one program that have something to show; all others are plain. Lines count from 1. */
export function findingsByLine(
  question: SpotBugQuestion,
  code: string,
  marks: readonly LineMark[],
): ReadonlyMap<number, LineFinding> {
  const counted = countedMarks(question.bugs, marks);
  const findings = new Map<number, LineFinding>();
  for (const bug of question.bugs) {
    if (bug.code !== code || counted.some((mark) => isInside(bug, mark))) continue;
    for (let line = bug.from; line <= bug.to; line += 1) findings.set(line, 'missed');
  }
  for (const mark of counted) {
    if (mark.code !== code) continue;
    findings.set(mark.line, question.bugs.some((bug) => isInside(bug, mark)) ? 'found' : 'elsewhere');
  }
  return findings;
}
