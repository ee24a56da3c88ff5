import { linesOf } from '../program-lines';
import type { Problem } from './finding';
import type { Rule, Subject } from './subject';

/** A bug lies on lines that exist, in a program of the prompt, and proves a key point. */
export const bugs: Rule = (subject) => {
  const { question, parts } = subject;
  if (question.type !== 'spot-bug') return [];
  const problems: Problem[] = [];
  const points = new Set(parts.keyPoints.map((point) => point.key));
  question.bugs.forEach((bug, index) => {
    const at = (name: string): Problem['pointer'] => ['bugs', index, name];
    if (!points.has(bug.point))
      problems.push({ message: 'bug/point', pointer: at('point'), params: { key: bug.point } });
    if (bug.to < bug.from) {
      problems.push({ message: 'bug/order', pointer: at('to'), params: { from: bug.from, to: bug.to } });
    }
    const block = parts.code.find((one) => one.key === bug.code && one.show === 'prompt');
    if (block === undefined) {
      problems.push({ message: 'bug/code', pointer: at('code'), params: { key: bug.code } });
      return;
    }
    const source = block.source ?? programText(subject, block.key);
    if (source === null) return;
    const count = linesOf(source).length;
    for (const name of ['from', 'to'] as const) {
      if (bug[name] > count) {
        problems.push({ message: 'bug/lines', pointer: at(name), params: { line: bug[name], count } });
      }
    }
  });
  return problems;
};

function programText({ programs }: Subject, key: string): string | null {
  const program = programs[key];
  return program?.kind === 'text' ? program.text : null;
}
