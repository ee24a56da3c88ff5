'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { StudyItem } from '@/lib/api/study';
import type { LocalDate } from '@/lib/base/time';
import { gradeName } from '@/lib/browser/review-session';
import { shortDate } from '@/app/_words/format-date';

type Props = { readonly item: StudyItem; readonly drill: boolean; readonly today: LocalDate };

/** Two sentences of facts: when it was last seen, and what puts it on today. */
export function WhyToday({ item, drill, today }: Props) {
  const t = useTranslations('review');
  const g = useTranslations('grade');
  const locale = useLocale();
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: PointerEvent): void => {
      const element = box.current;
      if (element?.open === true && !element.contains(event.target as Node)) element.open = false;
    };
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
    };
  }, []);

  const { reason } = item;
  const sentences: string[] = [];
  if (reason.lastReviewDay !== null && reason.lastQuality !== null) {
    sentences.push(
      t('whySeen', {
        date: shortDate(reason.lastReviewDay, locale),
        grade: g(gradeName(reason.lastQuality)),
        days: reason.intervalDays ?? 0,
      }),
    );
  }
  if (drill) sentences.push(t('whyDrill'));
  else if (reason.kind === 'new') sentences.push(t('whyNew'));
  else if (reason.changed) sentences.push(t('whyChanged'));
  else if (reason.dueOn === null || reason.dueOn === today) sentences.push(t('whyDueToday'));
  else sentences.push(t('whyDue', { due: shortDate(reason.dueOn, locale) }));

  return (
    <details ref={box}>
      <summary>{t('whyToday')}</summary>
      <p className="pop">{sentences.join(' ')}</p>
    </details>
  );
}
