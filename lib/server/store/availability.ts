import type { QuestionHead } from './stores';

/** The statuses of questions that may be shown; a deprecated one never is. */
export function availableStatuses(includeUnreviewed: boolean): readonly QuestionHead['status'][] {
  return includeUnreviewed ? ['active', 'review'] : ['active'];
}
