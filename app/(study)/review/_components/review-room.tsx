'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, type ReactNode } from 'react';
import { Ask } from '@/app/_components/question/ask';
import { MetaLine } from '@/app/_components/question/meta-line';
import { Reveal } from '@/app/_components/question/reveal';
import { StateChips } from '@/app/_components/question/state-chips';
import { TextLanguage, Words } from '@/app/_components/question/words';
import { SyncBar } from '@/app/_components/sync-bar';
import { Toast } from '@/app/_components/toast';
import type { StudyItem } from '@/lib/api/study';
import { useDevice } from '@/lib/browser/device';
import type { KeyAction } from '@/lib/browser/keyboard';
import { optionOrder, pickOption } from '@/lib/browser/options';
import { gradeName, type Grade } from '@/lib/browser/review-session';
import { seedFor } from '@/lib/browser/shuffle';
import { useKeys } from '@/lib/browser/use-keys';
import { useReviewSession, type Opening, type ReviewControl } from '@/lib/browser/use-review-session';
import type { DayLoad } from '@/lib/server/use-cases/view-models';
import { Dock } from './dock';
import { ReviewBar } from './review-bar';
import { SessionEnd } from './session-end';
import { WhyToday } from './why-today';

type Props = {
  readonly opening: Opening;
  readonly tomorrow: DayLoad;
  /** Only a part of today was asked for. */
  readonly short: boolean;
  /** The shell of other pages, for the end of the session. */
  readonly top: ReactNode;
};

/** The whole of a review: one question after the other, then the end. */
export function ReviewRoom({ opening, tomorrow, short, top }: Props) {
  const device = useDevice(opening.userId);
  const control = useReviewSession(opening, device);
  const { session, items, item } = control;
  const seed = seedFor(session.seed, session.position, item?.questionId ?? '');
  const revealedAt = useReviewKeys(control, seed);
  useMarkedPlace(item?.questionId ?? null);
  const toast = <Notice control={control} />;

  if (item === null) {
    return (
      <>
        {top}
        <SessionEnd session={session} items={items} tomorrow={tomorrow} short={short}>
          <SyncBar userId={opening.userId} refreshes={false} />
        </SessionEnd>
        {toast}
      </>
    );
  }
  return (
    <>
      <ReviewBar session={session}>
        <SyncBar userId={opening.userId} refreshes={false} />
      </ReviewBar>
      <Card key={session.position} item={item} control={control} seed={seed} revealedAt={revealedAt} />
      {control.graded === null ? null : (
        <Dock
          session={session}
          item={item}
          graded={control.graded}
          onFeel={control.feel}
          onReveal={control.reveal}
          onDontKnow={control.dontKnow}
          onGrade={control.grade}
          onNext={control.next}
          onUndo={control.undo}
        >
          {toast}
        </Dock>
      )}
    </>
  );
}

type CardProps = {
  readonly item: StudyItem;
  readonly control: ReviewControl;
  readonly seed: number;
  readonly revealedAt: { current: number | null };
};

function Card({ item, control, seed, revealedAt }: CardProps) {
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
    revealedAt.current = shown ? performance.now() : null;
    if (shown) firstLine.current?.focus({ preventScroll: true });
  }, [revealedAt, shown]);

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

function Notice({ control: { notice, undo, session } }: { readonly control: ReviewControl }) {
  const t = useTranslations('review');
  const g = useTranslations('grade');
  return (
    <div role="status">
      {notice === null ? null : (
        <Toast
          key={notice.number}
          text={notice.kind === 'undone' ? t('undone') : t('graded', { grade: g(gradeName(notice.quality)) })}
          action={notice.kind === 'graded' && session.answers.length > 0 ? t('undo') : null}
          onAction={undo}
        />
      )}
    </div>
  );
}

/** Returns where the moment of the reveal is kept: grade keys count only a little after it. */
function useReviewKeys(control: ReviewControl, seed: number): { current: number | null } {
  const router = useRouter();
  const revealedAt = useRef<number | null>(null);
  const { session, item, graded, respond } = control;
  const { phase, response } = session.attempt;
  const question = item?.question;
  const options = question !== undefined && 'options' in question ? question.options : undefined;
  const shownOptions = options === undefined ? null : optionOrder(options, seed);
  const letters =
    shownOptions === null
      ? []
      : shownOptions.isTrueFalse
        ? ['t', 'f']
        : [...'abcdef'].slice(0, shownOptions.order.length);

  const act = (action: KeyAction): boolean => {
    switch (action.type) {
      case 'show':
        control.reveal();
        return true;
      case 'accept': {
        if (graded?.proposedQuality == null) return false;
        control.grade(gradeName(graded.proposedQuality));
        return true;
      }
      case 'grade':
        control.grade(action.button satisfies Grade);
        return true;
      case 'next':
        control.next();
        return true;
      case 'undo':
        control.undo();
        return true;
      case 'hint':
        control.openHint();
        return true;
      case 'feel':
        control.feel(action.confidence);
        return true;
      case 'pick': {
        const option = shownOptions?.order[action.index];
        if (option === undefined || question === undefined) return false;
        const select = ('select' in question ? question.select : undefined) ?? 'one';
        respond(pickOption(response, option.key, select));
        return true;
      }
      case 'leave-field':
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        return true;
      case 'leave':
        router.push('/today');
        return true;
      case 'go':
        if (action.to !== 'today' && action.to !== 'library') return false;
        router.push(action.to === 'today' ? '/today' : '/library');
        return true;
      case 'search':
        router.push('/library');
        return true;
      case 'start':
      case 'note':
      case 'report':
      case 'edit':
      case 'field-enter':
      case 'commands':
      case 'shortcuts':
      case 'go-first':
        return false;
    }
  };
  useKeys(
    {
      screen: item === null ? 'end' : phase,
      optionLetters: letters,
      get revealedAt() {
        return revealedAt.current;
      },
    },
    act,
  );
  return revealedAt;
}

/** Remembers the question on screen for the next request of this page, so that a reload shows it from its first byte. */
function useMarkedPlace(questionId: string | null): void {
  useEffect(() => {
    const mark = setTimeout(() => {
      document.cookie = `timeslice-at=${questionId ?? ''}; Path=/review; SameSite=Lax${questionId === null ? '; Max-Age=0' : ''}`;
    }, 100);
    return () => {
      clearTimeout(mark);
    };
  }, [questionId]);
}
