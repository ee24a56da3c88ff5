'use client';

import { useTranslations } from 'next-intl';
import type { StudyItem } from '@/lib/api/study';
import { plainText } from '@/lib/browser/plain-text';
import { gradeName } from '@/lib/browser/review-session';
import type { Graded, Reason } from '@/lib/grading/types';

/** The sentence beside the grades: what is proposed and why, or what to do where nothing is. */
export function GradeReason({ item, graded }: { readonly item: StudyItem; readonly graded: Graded }) {
  const t = useTranslations('review');
  const g = useTranslations('grade');
  const reason = useReason(item, graded.reason);
  if (graded.proposedQuality === null) return <span aria-live="polite">{reason}</span>;
  return (
    <span aria-live="polite">
      {t.rich('proposed', { b: (words) => <b>{words}</b>, grade: g(gradeName(graded.proposedQuality)), reason })}
    </span>
  );
}

function useReason(item: StudyItem, reason: Reason): string {
  const t = useTranslations('review');
  switch (reason.code) {
    case 'in-the-head':
      return t('reasonInTheHead');
    case 'nothing-ticked':
      return t('reasonNothingTicked');
    case 'dont-know':
      return t('reasonDontKnow');
    case 'empty':
      return t('reasonEmpty');
    case 'must-missing':
      return t('reasonMustMissing', {
        count: reason.mustsMissing,
        point: plainText(item.rendered.keyPoints[reason.keyPoint] ?? ''),
      });
    case 'red-flag':
      return t('reasonRedFlag', { flag: plainText(item.rendered.redFlags[reason.redFlag] ?? '') });
    case 'hint-opened':
      return t('reasonHint');
    case 'guessed':
      return t('reasonGuessed');
    case 'reasons-skipped':
      return t('reasonSkipped');
    case 'part-of-weight':
    case 'right-by-ticks':
      return t('reasonWeight', { ticked: reason.tickedWeight, total: reason.totalWeight });
    case 'slow':
      return t('reasonSlow', { seconds: reason.seconds, expected: reason.expectedSeconds });
    case 'right':
      return t('reasonRight');
    case 'wrong':
    case 'wrong-nearly':
    case 'wrong-sure':
      return t('reasonWrong');
  }
}
