import { getLocale, getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { lookOf } from '@/app/_components/slices';
import { shortDate } from '@/app/_words/format-date';
import type { PastAnswer } from '@/lib/server/use-cases/view-models';

/** Every answer with its day and grade, and what else is known of it. */
export async function History({ answers }: { readonly answers: readonly PastAnswer[] }) {
  const [t, g, locale] = await Promise.all([getTranslations('library'), getTranslations('grade'), getLocale()]);
  if (answers.length === 0) return <p className="quiet">{t('historyEmpty')}</p>;
  return (
    <div className="hist">
      {answers.map((answer, index) => {
        const facts = [
          answer.drill ? t('repeat') : null,
          answer.confidence === null ? null : t('felt', { confidence: answer.confidence }),
          answer.locale === locale ? null : t('inLocale', { locale: answer.locale === 'zh-CN' ? 'zh' : 'en' }),
          answer.ticked === null ? null : t('points', { ticked: answer.ticked, points: answer.keyPoints }),
        ].filter((fact) => fact !== null);
        const look = lookOf(answer.quality);
        return (
          <Fragment key={index}>
            <span className="d">{shortDate(answer.day, locale)}</span>
            <span className={`tag ${look}`}>{g(look)}</span>
            <span className="w">{facts.join(locale === 'en' ? '; ' : '；')}</span>
          </Fragment>
        );
      })}
    </div>
  );
}
