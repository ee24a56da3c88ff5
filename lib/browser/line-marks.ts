import type { LineMark } from '../grading/types';

/** Marks a line or takes its mark away. There are as many marks as bugs: one more moves the oldest, so guessing wide gains nothing. */
export function toggleMark(marks: readonly LineMark[], mark: LineMark, bugs: number): readonly LineMark[] {
  const others = marks.filter((other) => other.code !== mark.code || other.line !== mark.line);
  if (others.length < marks.length) return others;
  return [...others, mark].slice(-bugs);
}
