import type { Rule } from './subject';

/** An active question was read, in this revision, by somebody who did not write it. */
export const reviewed: Rule = ({ question }) => {
  if (question.status !== 'active') return [];
  const authors = new Set(question.provenance.authors.map(sameName));
  const bySomebodyElse = (question.provenance.reviewedBy ?? []).some(
    (review) => review.rev === question.rev && !authors.has(sameName(review.by)),
  );
  return bySomebodyElse
    ? []
    : [{ message: 'provenance/unreviewed', pointer: ['status'], params: { rev: question.rev } }];
};

function sameName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
