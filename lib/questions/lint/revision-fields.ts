import type { Problem } from './finding';
import type { Rule } from './subject';

/** `change`, `meaningRev` and `changeNote` fit `rev`, and only a deprecated question has a successor. */
export const revisionFields: Rule = ({ question }) => {
  const problems: Problem[] = [];
  const { rev, change, meaningRev, changeNote, status, replacedBy } = question;
  if (rev === 1) {
    for (const name of ['change', 'meaningRev'] as const) {
      if (question[name] !== undefined) problems.push({ message: 'rev/first', pointer: [name], params: { name } });
    }
  } else if (change === undefined) {
    problems.push({ message: 'schema/missing', pointer: ['change'], params: { name: 'change' } });
  }
  if (change === 'meaning' && changeNote === undefined) problems.push({ message: 'rev/no-note', pointer: ['change'] });
  if (meaningRev !== undefined && meaningRev > rev) {
    const params = { name: 'meaningRev', value: meaningRev, rev };
    problems.push({ message: 'rev/beyond', pointer: ['meaningRev'], params });
  }
  question.provenance.reviewedBy?.forEach((review, index) => {
    if (review.rev <= rev) return;
    const params = { name: 'reviewedBy', value: review.rev, rev };
    problems.push({ message: 'rev/beyond', pointer: ['provenance', 'reviewedBy', index, 'rev'], params });
  });
  if (replacedBy !== undefined && status !== 'deprecated') {
    problems.push({ message: 'status/replaced-by', pointer: ['replacedBy'] });
  }
  return problems;
};
