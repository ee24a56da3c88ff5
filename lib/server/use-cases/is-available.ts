import type { QuestionHead } from '../store/stores';

/** Whether a question may be asked: one that was withdrawn or replaced is not, one in review only where that is allowed. */
export function isAvailable(
  head: QuestionHead | undefined,
  { includeUnreviewed }: { readonly includeUnreviewed: boolean },
): boolean {
  return head?.status === 'active' || (includeUnreviewed && head?.status === 'review');
}
