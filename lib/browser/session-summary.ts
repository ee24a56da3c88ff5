import type { StudyItem } from '../api/study';
import type { Quality } from '../scheduler/types';
import { addDays } from '../base/time';
import { dueOnAfter, type ReviewSession } from './review-session';

export type SessionSummary = {
  /** Different questions that were answered. */
  readonly questions: number;
  /** Of them, those that were Good or Easy at the first asking. */
  readonly good: number;
  readonly minutes: number;
  /** At most five: the missed before the hard, each in the order of asking. */
  readonly hardest: readonly { readonly item: StudyItem; readonly quality: Quality }[];
  readonly tomorrow: { readonly questions: number; readonly minutes: number; readonly fromToday: number };
};

const MOST_TO_TAKE_ALONG = 5;

/** What a finished session comes to. Only the first asking of a question counts; drills are practice. */
export function summarise(
  session: ReviewSession,
  items: ReadonlyMap<string, StudyItem>,
  tomorrow: { readonly questions: number; readonly expectedSeconds: number },
): SessionSummary {
  const firsts = new Map<string, Quality>();
  for (const { questionId, outcome } of session.slices) {
    if (outcome !== null && !firsts.has(questionId)) firsts.set(questionId, outcome);
  }
  const answered = [...firsts].flatMap(([questionId, quality]) => {
    const item = items.get(questionId);
    return item === undefined ? [] : [{ item, quality }];
  });
  const missed = answered.filter(({ quality }) => quality < 3);
  const hard = answered.filter(({ quality }) => quality === 3);
  const next = addDays(session.today, 1);
  const back = answered.filter(({ item, quality }) => dueOnAfter(item, quality) <= next);
  // A drill was answered before, so tomorrow holds it already.
  const added = back.filter(({ item }) => item.kind !== 'drill');
  const seconds = tomorrow.expectedSeconds + added.reduce((sum, { item }) => sum + item.expectedSeconds, 0);
  return {
    questions: answered.length,
    good: answered.length - missed.length - hard.length,
    minutes: Math.max(1, Math.round(session.spentMs / 60_000)),
    hardest: [...missed, ...hard].slice(0, MOST_TO_TAKE_ALONG),
    tomorrow: {
      questions: tomorrow.questions + added.length,
      minutes: Math.round(seconds / 60),
      fromToday: back.length,
    },
  };
}
