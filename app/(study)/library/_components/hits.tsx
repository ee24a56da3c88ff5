import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { shortDate } from '@/app/_words/format-date';
import { marked } from '@/app/_words/marked';
import type { LibraryHit, LibraryView } from '@/lib/server/use-cases/view-models';

/** The questions found: title, the words of the prompt, type and when it comes back. Never an answer. */
export async function Hits({ view, text }: { readonly view: LibraryView; readonly text: string }) {
  const [t, ty, locale] = await Promise.all([getTranslations('library'), getTranslations('type'), getLocale()]);
  const when = (hit: LibraryHit): string => {
    if (hit.suspended) return t('suspended');
    if (hit.dueOn === null) return t('notMet');
    return hit.dueOn <= view.today ? t('dueToday') : t('dueOn', { date: shortDate(hit.dueOn, locale) });
  };
  return (
    <section aria-label={t('results')}>
      {view.hits.length === 0 ? (
        <div className="state">
          <p className="prompt sm">{text === '' ? t('noneInTopic') : t('none', { text })}</p>
          <p className="muted">{t('noneHelp')}</p>
        </div>
      ) : (
        <ul className="hits">
          {view.hits.map((hit) => (
            <li key={hit.questionId}>
              <Link className="hit" href={`/library/${hit.pack}/${hit.slug}`} prefetch={false}>
                <span lang={hit.locale === locale ? undefined : hit.locale}>
                  <b>{marked(hit.title, text)}</b>
                  <span className="words">{marked(hit.prompt, text)}</span>
                </span>
                <span className="quiet">
                  {hit.type === 'choice' ? ty(hit.trueFalse ? 'trueFalse' : 'choice') : ty(hit.type)} · {when(hit)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet after">{t('folded')}</p>
    </section>
  );
}
