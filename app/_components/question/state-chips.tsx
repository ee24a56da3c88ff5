'use client';

import { useTranslations } from 'next-intl';
import type { ShownQuestion } from './shown-question';

type Props = { readonly item: ShownQuestion; readonly changed: boolean };

/** What a reader should know of the text: another language, an older translation, a change, not yet read by a second person. */
export function StateChips({ item, changed }: Props) {
  const t = useTranslations('mark');
  const { rendered, question } = item;
  if (!rendered.fallback && !rendered.stale && !changed && question.status !== 'review') return null;
  return (
    <div className="chips">
      {rendered.fallback ? (
        <span className="chip" lang={rendered.locale}>
          {t(rendered.locale === 'en' ? 'onlyEn' : 'onlyZh')}
        </span>
      ) : null}
      {rendered.stale ? <span className="chip">{t('stale')}</span> : null}
      {changed ? <span className="chip">{t('changed')}</span> : null}
      {question.status === 'review' ? <span className="chip">{t('unreviewed')}</span> : null}
    </div>
  );
}
