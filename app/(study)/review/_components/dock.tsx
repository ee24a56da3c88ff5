'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Icon } from '@/app/_components/icon';
import type { StudyItem } from '@/lib/api/study';
import { addDays, type LocalDate } from '@/lib/base/time';
import { dueAfter, type Grade, type ReviewSession } from '@/lib/browser/review-session';
import type { Graded } from '@/lib/grading/types';
import { shortDate } from '@/app/_words/format-date';
import type { Confidence } from '@/lib/reviews/events';
import { ConfidencePicker } from './confidence-picker';
import { GradeBar } from './grade-bar';

type Props = {
  readonly session: ReviewSession;
  readonly item: StudyItem;
  readonly graded: Graded;
  readonly onFeel: (confidence: Confidence) => void;
  readonly onReveal: () => void;
  readonly onDontKnow: () => void;
  readonly onGrade: (grade: Grade) => void;
  readonly onNext: () => void;
  readonly onUndo: () => void;
  /** The toast floats above the dock. */
  readonly children: ReactNode;
};

/** The one place where the next action is: how sure and Show answer, then the grades, or Next where the machine has decided. */
export function Dock(props: Props) {
  const { session, item, graded, children } = props;
  const t = useTranslations('review');
  const { phase } = session.attempt;
  return (
    <section className="dock" aria-label={t('answerArea')}>
      {children}
      <div className="dock-in">
        {phase === 'asking' && <Before {...props} />}
        {phase === 'revealed' && <GradeBar session={session} item={item} graded={graded} onGrade={props.onGrade} />}
        {phase === 'graded' && <Decided {...props} />}
      </div>
    </section>
  );
}

function Before({ session, item, onFeel, onReveal, onDontKnow }: Props) {
  const t = useTranslations('review');
  return (
    <div className="split">
      <ConfidencePicker chosen={session.attempt.confidence} onChoose={onFeel} />
      <div className="row">
        <button className="btn plain" type="button" onClick={onDontKnow}>
          {t('dontKnow')}
        </button>
        <button className="btn primary" type="button" onClick={onReveal}>
          {t(isChecked(item) ? 'check' : 'showAnswer')} <kbd aria-hidden="true">Space</kbd>
        </button>
      </div>
    </div>
  );
}

function Decided({ session, item, onNext, onUndo }: Props) {
  const t = useTranslations('review');
  const locale = useLocale();
  const quality = session.slices[session.position]?.outcome ?? 1;
  const due = dueAfter(session, item, quality);
  const isBack = session.slices.slice(session.position + 1).some((slice) => slice.questionId === item.questionId);
  return (
    <div className="split">
      <span className="small" role="status">
        {t.rich('gradedMissed', {
          b: (words) => <b>{words}</b>,
          again: isBack ? 'yes' : 'no',
          day: dayWord(due, session.today, t('onTomorrow'), t('onDay', { date: shortDate(due, locale) })),
        })}
      </span>
      <span className="row">
        <button className="btn plain" type="button" onClick={onUndo}>
          <Icon name="undo" />
          {t('undo')}
        </button>
        <button className="btn primary" type="button" onClick={onNext}>
          {t('next')} <kbd aria-hidden="true">↵</kbd>
        </button>
      </span>
    </div>
  );
}

function dayWord(due: LocalDate, today: LocalDate, tomorrow: string, onDay: string): string {
  return due === addDays(today, 1) ? tomorrow : onDay;
}

/** Whether a machine checks the answer, or it is only shown. */
function isChecked({ question }: StudyItem): boolean {
  return (
    question.type === 'choice' ||
    question.type === 'predict' ||
    question.type === 'spot-bug' ||
    (question.type === 'scenario' && question.options !== undefined)
  );
}
