import { sameOutput } from '../grading/output-diff';
import type { Graded, LearnerResponse } from '../grading/types';
import type { Question } from '../questions/schema';

/**
 * Misconceptions of whoever gave that very wrong answer stand first (question-format.md §4): an option that was picked, or an
 * output that was typed. The others follow after the explanation.
 */
export function matchedMisconceptions(
  question: Question,
  response: LearnerResponse,
): { readonly first: readonly string[]; readonly others: readonly string[] } {
  const given = [...(response.picked ?? []), ...(response.text === undefined ? [] : [response.text])];
  const all = question.misconceptions ?? [];
  const matches = all.filter(({ answers = [] }) =>
    answers.some((answer) => given.some((own) => sameOutput(own, answer))),
  );
  return {
    first: matches.map(({ key }) => key),
    others: all.filter((misconception) => !matches.includes(misconception)).map(({ key }) => key),
  };
}

/** Follow-ups with words of their own that fit the answer: always, after a good one, or where something was missed. */
export function offeredFollowUps(question: Question, graded: Graded): readonly string[] {
  return (question.followUps ?? [])
    .filter((followUp) => followUp.id === undefined)
    .filter(({ when, missed = [] }) => {
      switch (when) {
        case 'always':
          return true;
        case 'good-answer':
          return graded.verdict !== 'wrong';
        case 'missed':
          return missed.length === 0 ? graded.verdict === 'wrong' : missed.some((key) => graded.missed.includes(key));
      }
    })
    .map(({ key }) => key);
}
