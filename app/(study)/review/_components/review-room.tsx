'use client';

import { useEffect, type ReactNode } from 'react';
import { SyncBar } from '@/app/_components/sync-bar';
import { useDevice } from '@/lib/browser/device';
import { seedFor } from '@/lib/browser/shuffle';
import { useReviewSession, type Opening } from '@/lib/browser/use-review-session';
import type { DayLoad } from '@/lib/server/use-cases/view-models';
import { Card } from './card';
import { Dock } from './dock';
import { Notice } from './notice';
import { ReviewBar } from './review-bar';
import { SessionEnd } from './session-end';
import { useReviewKeys } from './use-review-keys';

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
  useReviewKeys(control, seed);
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
      <Card key={session.position} item={item} control={control} seed={seed} />
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
