import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { capitalised, numberWord } from '@/app/_words/number-words';
import { weekdayAndDay, weekdayName } from '@/app/_words/format-date';
import { PageHeading } from '@/app/_components/page-heading';
import type { Locale } from '@/lib/reviews/events';
import type { TodayView } from '@/lib/server/use-cases/view-models';
import { StartKeys } from './start-keys';

/** What today holds, in words, with the button beside it; or that it is done, a day off, or empty, and what follows. */
export async function Statement({ view }: { readonly view: TodayView }) {
  if (view.items.length > 0) return <Holds view={view} />;
  const [t, locale] = await Promise.all([getTranslations('today'), getLocale()]);
  const [today, tomorrow] = view.load;
  if (view.answeredToday > 0) {
    return (
      <Says
        statement={t('done')}
        lead={t('doneLead', { count: view.answeredToday })}
        action={<TenMore label={t('tenMore')} />}
      >
        {tomorrow === undefined ? null : (
          <p className="lead">
            {t('tomorrow', { day: weekdayAndDay(tomorrow.day, locale) })}:{' '}
            {t('tomorrowLoad', { questions: tomorrow.questions, minutes: Math.round(tomorrow.expectedSeconds / 60) })}
          </p>
        )}
      </Says>
    );
  }
  if (today?.off === true) {
    return (
      <Says
        statement={t('dayOff')}
        lead={t('dayOffLead', { day: weekdayName(view.today, locale), due: view.summary.waiting })}
        action={<TenMore label={t('tenAnyway')} />}
      />
    );
  }
  if (view.nextDueOn !== null) {
    return (
      <Says
        statement={t('empty', { day: weekdayName(view.nextDueOn, locale) })}
        lead={t('emptyLead')}
        action={
          <Link className="btn" href="/review?extra=3" prefetch={false}>
            {t('threeNew')}
          </Link>
        }
      />
    );
  }
  const toLibrary = (
    <Link className="btn" href="/library" prefetch={false}>
      {t('toLibrary')}
    </Link>
  );
  return view.seen > 0 ? (
    <Says statement={t('emptyEver')} lead={t('emptyEverLead')} action={toLibrary} />
  ) : (
    <Says statement={t('noQuestions')} lead={t('noQuestionsLead')} action={toLibrary} />
  );
}

async function Holds({ view }: { readonly view: TodayView }) {
  const [t, locale] = await Promise.all([getTranslations('today'), getLocale()]);
  const { items, summary } = view;
  const minutes = Math.max(1, Math.round(summary.expectedSeconds / 60));
  const setAside =
    summary.waiting === 0
      ? null
      : t('setAside', {
          waiting: summary.waiting,
          words: capitalisedIn(locale, numberWord(summary.waiting, locale)),
          minutes: summary.minutesToday,
        });
  return (
    <Says
      statement={t.rich('statement', {
        line: (words) => <span>{words}</span>,
        count: items.length,
        questions: capitalisedIn(locale, numberWord(items.length, locale)),
        minutes,
        words: numberWord(minutes, locale),
      })}
      lead={[await leadOf(view), setAside].filter((sentence) => sentence !== null).join(locale === 'en' ? ' ' : '')}
      action={
        <>
          <Link className="btn primary big" href="/review">
            {t(view.answeredToday > 0 ? 'goOn' : 'start')} <kbd aria-hidden="true">↵</kbd>
          </Link>
          {minutes > 10 ? (
            <Link className="btn plain" href="/review?minutes=10" prefetch={false}>
              {t('tenMinutes')}
            </Link>
          ) : null}
          <StartKeys />
        </>
      }
    />
  );
}

async function leadOf({ items, answeredToday, daysAway }: TodayView): Promise<string> {
  const [t, locale] = await Promise.all([getTranslations('today'), getLocale()]);
  if (daysAway !== null && daysAway > 1) return t('leadAway', { days: daysAway, questions: items.length });
  if (answeredToday > 0) return t('leadAnswered', { count: answeredToday });
  const fresh = items.filter((item) => item.kind === 'new').length;
  const due = items.length - fresh;
  if (due === 0) return t('leadNew', { fresh });
  if (fresh === 0) return t('leadDue', { due });
  const dueWords = capitalisedIn(locale, numberWord(due, locale));
  return t('leadMixed', { due, dueWords, fresh, freshWords: numberWord(fresh, locale) });
}

function TenMore({ label }: { readonly label: string }) {
  return (
    <Link className="btn" href="/review?extra=10" prefetch={false}>
      {label}
    </Link>
  );
}

type SaysProps = {
  readonly statement: ReactNode;
  readonly lead: string;
  readonly action: ReactNode;
  readonly children?: ReactNode;
};

function Says({ statement, lead, action, children }: SaysProps) {
  return (
    <div className="split hero">
      <div>
        <PageHeading className="statement">{statement}</PageHeading>
        <p className="lead">{lead}</p>
        {children}
      </div>
      <div className="row hero-row">{action}</div>
    </div>
  );
}

function capitalisedIn(locale: Locale, words: string): string {
  return locale === 'en' ? capitalised(words) : words;
}
