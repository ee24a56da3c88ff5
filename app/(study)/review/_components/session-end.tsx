'use client';

import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, type ReactNode } from 'react';
import { Legend } from '@/app/_components/legend';
import { TextLanguage, Words } from '@/app/_components/question/words';
import { lookOf, type TraceSlice } from '@/app/_components/slices';
import { Trace } from '@/app/_components/trace';
import type { StudyItem } from '@/lib/api/study';
import { summarise } from '@/lib/browser/session-summary';
import { useKeys } from '@/lib/browser/use-keys';
import { gradeName, GRADES, type ReviewSession } from '@/lib/browser/review-session';
import { capitalised, numberWord } from '@/app/_words/number-words';
import { weekdayAndDay } from '@/app/_words/format-date';
import type { DayLoad } from '@/lib/server/use-cases/view-models';

type Props = {
  readonly session: ReviewSession;
  readonly items: ReadonlyMap<string, StudyItem>;
  readonly tomorrow: DayLoad;
  /** Only part of today was asked for: the rest still waits. */
  readonly short: boolean;
  readonly children: ReactNode;
};

/** Closes the loop: what happened in one sentence, the trace with outcomes, what did not come easily, tomorrow. */
export function SessionEnd({ session, items, tomorrow, short, children }: Props) {
  const t = useTranslations('end');
  const g = useTranslations('grade');
  const tr = useTranslations('trace');
  const locale = useLocale();
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);

  useKeys({ screen: 'today', optionLetters: [], revealedAt: null }, (action) => {
    if (action.type !== 'start') return false;
    router.push('/today');
    return true;
  });

  const end = summarise(session, items, tomorrow);
  const slices = session.slices.flatMap(
    ({ questionId, expectedSeconds, outcome }): (TraceSlice & { word: string })[] => {
      const topic = items.get(questionId)?.topicTitle;
      if (topic === undefined || outcome === null) return [];
      return [
        {
          topic,
          seconds: expectedSeconds,
          look: lookOf(outcome),
          word: tr('sliceAfter', { topic, grade: g(gradeName(outcome)) }),
        },
      ];
    },
  );
  const foreign = (item: StudyItem) => (item.rendered.locale === locale ? undefined : item.rendered.locale);
  const count = (look: TraceSlice['look']): number => slices.filter((slice) => slice.look === look).length;
  return (
    <main id="main" className="wrap">
      <h1 className="statement" ref={heading} tabIndex={-1}>
        {t(short ? 'doneForNow' : 'done')}
      </h1>
      <p className="lead">
        {t('lead', {
          count: end.questions,
          words: capitalised(numberWord(end.questions, locale)),
          minutes: end.minutes,
          good: end.good,
          hard: end.questions - end.good,
          goodWords: capitalised(numberWord(end.good, locale)),
          hardWords: numberWord(end.questions - end.good, locale),
        })}
      </p>
      {children}
      <section className="sheet section" aria-labelledby="ran">
        <div className="split trace-head">
          <h2 className="h2" id="ran">
            {t('howItRan')}
          </h2>
          <Legend entries={GRADES.map((grade) => ({ look: grade, word: g(grade) }))} />
        </div>
        <Trace
          slices={slices}
          label={tr('after', { missed: count('missed'), hard: count('hard'), rest: count('good') + count('easy') })}
          words={slices.map((slice) => slice.word)}
          otherTopics={tr('other')}
          lastMinute={(minutes) => tr('minutes', { minutes })}
        />
      </section>
      <div className={end.hardest.length === 0 ? 'section far' : 'two section far'}>
        {end.hardest.length === 0 ? null : (
          <section aria-labelledby="take">
            <h2 className="h2" id="take">
              {t('takeWithYou')}
            </h2>
            <ul className="rows">
              {end.hardest.map(({ item, quality }) => (
                <li key={item.questionId}>
                  <Link href={`/library/${item.pack}/${item.slug}`} prefetch={false} lang={foreign(item)}>
                    {item.rendered.titleText}
                  </Link>
                  <span className={`tag ${gradeName(quality)}`}>{g(gradeName(quality))}</span>
                  {item.rendered.oneLine === null ? null : (
                    <TextLanguage value={foreign(item)}>
                      <Words as="p" className="sub" html={item.rendered.oneLine} />
                    </TextLanguage>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="next">
          <h2 className="h2" id="next">
            {t('next')}
          </h2>
          <ul className="rows">
            <li>
              <b>{t('tomorrow', { day: weekdayAndDay(tomorrow.day, locale) })}</b>
              <span className="r">
                {t('load', { questions: end.tomorrow.questions, minutes: end.tomorrow.minutes })}
              </span>
              <p className="sub">{t('fromToday', { count: end.tomorrow.fromToday })}</p>
            </li>
          </ul>
          <div className="row actions">
            <Link className="btn primary" href="/today">
              {t('close')} <kbd aria-hidden="true">↵</kbd>
            </Link>
          </div>
          {short ? (
            <p className="quiet after">{t('rest')}</p>
          ) : (
            <p className="quiet after">
              {t('fresh')} <a href="/review?extra=10">{t('tenMore')}</a>
            </p>
          )}
        </section>
      </div>
    </main>
  );
}
