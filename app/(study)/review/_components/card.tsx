'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Ask } from '@/app/_components/question/ask';
import { MetaLine } from '@/app/_components/question/meta-line';
import { Reveal } from '@/app/_components/question/reveal';
import { StateChips } from '@/app/_components/question/state-chips';
import { TextLanguage, Words } from '@/app/_components/question/words';
import type { StudyItem } from '@/lib/api/study';
import type { ReviewControl } from '@/lib/browser/use-review-session';
import { WhyToday } from './why-today';

type CardProps = {
  readonly item: StudyItem;
  readonly control: ReviewControl;
  readonly seed: number;
};

/** The question on screen: meta line, prompt, the place for the answer, and after the reveal everything else. */
export function Card({ item, control, seed }: CardProps) {
  const t = useTranslations('review');
  const locale = useLocale();
  const { session, respond } = control;
  const { attempt } = session;
  const slice = session.slices[session.position];
  const heading = useRef<HTMLHeadingElement>(null);
  const firstLine = useRef<HTMLDivElement>(null);
  const shown = attempt.phase !== 'asking';
  const isFirst = session.position === 0 && session.answers.length === 0;

  useEffect(() => {
    if (isFirst) return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
    // Once for each showing: the component is keyed by its place.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (shown) firstLine.current?.focus({ preventScroll: true });
  }, [shown]);

  const lang = item.rendered.locale === locale ? undefined : item.rendered.locale;
  const small =
    (item.question.code?.length ?? 0) > 0 || item.question.type === 'choice' || item.question.type === 'scenario';
  return (
    <TextLanguage value={lang}>
      <main id="main" className="col rv-main">
        <MetaLine item={item}>
          <span className="sep" aria-hidden="true">
            /
          </span>
          <WhyToday item={item} drill={slice?.drill === true} today={session.today} />
        </MetaLine>
        <StateChips item={item} changed={item.reason.changed} />
        <h1 className={small ? 'prompt sm' : 'prompt'} ref={heading} tabIndex={-1}>
          <Words as="div" html={item.rendered.prompt} />
        </h1>
        <Ask
          item={item}
          attempt={attempt}
          seed={seed}
          onRespond={respond}
          aids={{ onNotes: control.note, onHint: control.openHint }}
        />
        <p className="sr" role="status">
          {shown ? t('answerShown') : null}
        </p>
        {shown ? (
          <Reveal
            item={item}
            attempt={attempt}
            firstLine={firstLine}
            onRespond={attempt.phase === 'revealed' ? respond : null}
          />
        ) : null}
      </main>
    </TextLanguage>
  );
}
