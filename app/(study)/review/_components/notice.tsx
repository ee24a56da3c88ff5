'use client';

import { useTranslations } from 'next-intl';
import { Toast } from '@/app/_components/toast';
import { gradeName } from '@/lib/browser/review-session';
import type { ReviewControl } from '@/lib/browser/use-review-session';

/** What was done last, with its Undo. */
export function Notice({ control: { notice, undo, session } }: { readonly control: ReviewControl }) {
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
