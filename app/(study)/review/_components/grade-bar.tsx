'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StudyItem } from '@/lib/api/study';
import { daysBetween } from '@/lib/base/time';
import {
  comesBackToday,
  dueAfter,
  gradeName,
  GRADES,
  qualityOf,
  type Grade,
  type ReviewSession,
} from '@/lib/browser/review-session';
import type { Graded } from '@/lib/grading/types';
import { shortDate } from '@/app/_words/format-date';
import type { Quality } from '@/lib/scheduler/types';
import { GradeReason } from './grade-reason';

type Props = {
  readonly session: ReviewSession;
  readonly item: StudyItem;
  readonly graded: Graded;
  readonly onGrade: (grade: Grade) => void;
};

/** Missed, Hard, Good, Easy with what each would really do; the proposed one is filled, and a sentence says why. */
export function GradeBar({ session, item, graded, onGrade }: Props) {
  const t = useTranslations('review');
  const g = useTranslations('grade');
  const offered = GRADES.flatMap((grade) => {
    const quality = qualityOf(grade, graded);
    return quality === null ? [] : [{ grade, quality }];
  });
  const proposed = graded.proposedQuality === null ? null : gradeName(graded.proposedQuality);
  return (
    <>
      <div className="why-grade">
        <GradeReason item={item} graded={graded} />
        {proposed === null ? null : (
          <span className="quiet keys">
            <kbd aria-hidden="true">↵</kbd> {t('accepts')}
          </span>
        )}
      </div>
      <div
        className={offered[0]?.grade === 'missed' ? 'grades' : 'grades passed'}
        role="group"
        aria-label={t('gradeGroup')}
      >
        {offered.map(({ grade, quality }) => (
          <GradeButton
            key={grade}
            name={g(grade)}
            grade={grade}
            proposed={grade === proposed}
            onGrade={onGrade}
            again={grade !== 'missed' && comesBackToday(session, item, quality) ? t('againToo') : undefined}
          >
            <Outcome session={session} item={item} grade={grade} quality={quality} />
          </GradeButton>
        ))}
      </div>
    </>
  );
}

type ButtonProps = {
  readonly name: string;
  readonly grade: Grade;
  readonly proposed: boolean;
  readonly again: string | undefined;
  readonly onGrade: (grade: Grade) => void;
  readonly children: ReactNode;
};

function GradeButton({ name, grade, proposed, again, onGrade, children }: ButtonProps) {
  return (
    <>
      <button
        type="button"
        className={`grade g-${grade}${proposed ? ' proposed' : ''}`}
        title={again}
        onClick={() => {
          onGrade(grade);
        }}
      >
        <b>{name}</b>
        <small>{children}</small>
        {again === undefined ? null : <span className="sr">{again}</span>}
        <kbd aria-hidden="true">{GRADES.indexOf(grade) + 1}</kbd>
      </button>
      {grade === 'missed' ? <span aria-hidden="true" /> : null}
    </>
  );
}

type OutcomeProps = Pick<Props, 'session' | 'item'> & { readonly grade: Grade; readonly quality: Quality };

/** `again today`, or `11 days, 5 Dec`; on a phone the date is dropped. */
function Outcome({ session, item, grade, quality }: OutcomeProps) {
  const t = useTranslations('review');
  const locale = useLocale();
  const d = (words: ReactNode): ReactNode => <span className="d">{words}</span>;
  if (grade === 'missed' && comesBackToday(session, item, quality)) return t.rich('again', { d });
  const due = dueAfter(session, item, quality);
  return t.rich('inDays', { d, days: daysBetween(session.today, due), date: shortDate(due, locale) });
}
