import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { Shell } from '@/app/_components/shell';
import { forVisitor, granted, type Visit } from '@/app/_components/visitor';
import { shortDate } from '@/app/_words/format-date';
import { showQuestion } from '@/lib/server/use-cases/show-question';
import type { QuestionView } from '@/lib/server/use-cases/view-models';
import { History } from './_components/history';
import { QuestionReader } from './_components/question-reader';

type Props = { readonly params: Promise<{ readonly pack: string; readonly slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('library'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

const load = cache((visit: Visit, pack: string, slug: string) => {
  const { deps, actor, userId: _, ...input } = visit;
  return showQuestion(deps, actor, { ...input, pack, slug });
});

/** One question to read, its answer folded; browsing never changes the schedule. */
export default async function QuestionPage({ params }: Props) {
  const { pack, slug } = await params;
  return forVisitor(async (visit) => {
    const result = await load(visit, pack, slug);
    if (!result.ok && result.error.code === 'not-found') notFound();
    const view = granted(result);
    if (view.item.slug !== slug) redirect(`/library/${view.item.pack}/${view.item.slug}`);
    return (
      <Shell current="library" userId={visit.userId}>
        <main id="main" className="col">
          <Reading view={view} />
        </main>
      </Shell>
    );
  });
}

async function Reading({ view }: { readonly view: QuestionView }) {
  const [t, locale, { review, type, mark }] = await Promise.all([
    getTranslations('library'),
    getLocale(),
    getMessages(),
  ]);
  const { state, contrasts } = view;
  const due = state.kind === 'review' ? state.dueOn : null;
  return (
    <>
      <p className="small">
        <Link href="/library" prefetch={false}>
          {t('back')}
        </Link>
      </p>
      <article className="sheet after">
        {view.item.question.status === 'deprecated' ? <p className="note plain">{t('deprecated')}</p> : null}
        <NextIntlClientProvider messages={{ review, type, mark }}>
          <QuestionReader item={view.item} words={{ show: t('showAnswer'), hide: t('hideAnswer') }} />
        </NextIntlClientProvider>
        <section className="block far" aria-labelledby="history">
          <div className="label">
            <h2 id="history">{t('history')}</h2>
            {due === null ? null : (
              <span className="plain">
                {t('nextTime', { date: due <= view.today ? t('dueToday') : shortDate(due, locale) })}
              </span>
            )}
          </div>
          <History answers={view.history} />
        </section>
        {contrasts.length === 0 ? null : (
          <section className="block" aria-labelledby="contrasts">
            <h2 className="label" id="contrasts">
              {t('confusedWith')}
            </h2>
            <ul>
              {contrasts.map((other) => (
                <li key={other.slug} className="small">
                  <Link
                    href={`/library/${other.pack}/${other.slug}`}
                    prefetch={false}
                    lang={other.locale === locale ? undefined : other.locale}
                  >
                    {other.title}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </article>
    </>
  );
}
