import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeading } from '@/app/_components/page-heading';
import { Shell } from '@/app/_components/shell';
import { forVisitor, granted } from '@/app/_components/visitor';
import { listLibrary } from '@/lib/server/use-cases/list-library';
import { Hits } from './_components/hits';
import { SearchForm } from './_components/search-form';
import { Topics } from './_components/topics';

export async function generateMetadata(): Promise<Metadata> {
  const [t, shell] = await Promise.all([getTranslations('library'), getTranslations('shell')]);
  return { title: shell('titleOf', { page: t('title') }) };
}

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

/** Find and read. Search and topics are addresses, so they work without a script and can be kept. */
export default async function LibraryPage({ searchParams }: Props) {
  const given = await searchParams;
  const text = oneOf(given['q'])?.trim().slice(0, 200) ?? '';
  const topic = oneOf(given['topic']) ?? null;
  return forVisitor(async ({ deps, actor, userId, ...input }) => {
    const t = await getTranslations('library');
    const view = granted(await listLibrary(deps, actor, { ...input, topic, text: text === '' ? null : text }));
    return (
      <Shell current="library" userId={userId}>
        <main id="main" className="wrap lib-page">
          <PageHeading className="sr">{t('title')}</PageHeading>
          <div className="row lib-top">
            <SearchForm text={text} topic={topic} />
            <span className="chip line num" role="status">
              {t(text === '' ? 'count' : 'countFound', { count: view.total })}
            </span>
          </div>
          <div className="lib">
            <Topics topics={view.topics} current={topic} text={text} />
            <Hits view={view} text={text} />
          </div>
        </main>
      </Shell>
    );
  });
}

function oneOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}
