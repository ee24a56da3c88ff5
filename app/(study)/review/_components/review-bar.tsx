'use client';

import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Icon } from '@/app/_components/icon';
import { SessionBar } from '@/app/_components/session-bar';
import { minutesLeft, type ReviewSession } from '@/lib/browser/review-session';

/** In a review this bar stands in place of the shell: leaving, where one is, and what waits to be sent. */
export function ReviewBar({ session, children }: { readonly session: ReviewSession; readonly children: ReactNode }) {
  const t = useTranslations('review');
  const position = session.position + 1;
  const total = session.slices.length;
  const minutes = minutesLeft(session);
  return (
    <header className="rv-top">
      <div className="rv-in">
        <Link className="icon-btn" href="/today" aria-label={t('leave')}>
          <Icon name="leave" />
        </Link>
        <SessionBar
          slices={session.slices}
          position={session.position}
          label={t('session')}
          text={t('progress', { position, total, minutes })}
        />
        <span className="rv-count">
          <b>{t('count', { position, total })}</b>
          <span className="long">
            <span className="dot"> · </span>
            {t('left', { minutes })}
          </span>
        </span>
      </div>
      {children}
    </header>
  );
}
