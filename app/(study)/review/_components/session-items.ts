import type { StudyItem } from '@/lib/api/study';

/** "Only 10 minutes": what comes back, in its order, as long as it fits; nothing new, unless there is nothing else. */
export function withinMinutes(items: readonly StudyItem[], minutes: number): readonly StudyItem[] {
  const known = items.filter((item) => item.kind !== 'new');
  const pool = known.length > 0 ? known : items;
  let seconds = 0;
  const end = pool.findIndex((item, index) => {
    seconds += item.expectedSeconds;
    return index > 0 && seconds > minutes * 60;
  });
  return end === -1 ? pool : pool.slice(0, end);
}

/** The question that was on screen before a reload comes first, so that the first byte already shows it. */
export function placeFirst(items: readonly StudyItem[], questionId: string | null): readonly StudyItem[] {
  const found = items.find((item) => item.questionId === questionId);
  return found === undefined ? items : [found, ...items.filter((item) => item !== found)];
}
