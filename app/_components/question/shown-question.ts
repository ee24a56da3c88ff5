import type { StudyItem } from '@/lib/api/study';

/** What the parts of a question need of it, in a review as in the library. */
export type ShownQuestion = Pick<StudyItem, 'question' | 'rendered' | 'programs' | 'rev' | 'topicTitle'>;
