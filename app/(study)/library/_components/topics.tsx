import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { LibraryView } from '@/lib/server/use-cases/view-models';

type Props = {
  readonly topics: LibraryView['topics'];
  readonly current: string | null;
  readonly text: string;
};

/** Every topic with its number of questions; the search stays when the topic changes. */
export async function Topics({ topics, current, text }: Props) {
  const [t, locale] = await Promise.all([getTranslations('library'), getLocale()]);
  const all = topics.reduce((sum, topic) => sum + topic.questions, 0);
  const query = text === '' ? {} : { q: text };
  return (
    <nav className="tree" aria-label={t('topics')}>
      <ul>
        <li>
          <Link
            href={{ pathname: '/library', query }}
            prefetch={false}
            aria-current={current === null ? 'true' : undefined}
          >
            <span>{t('allTopics')}</span>
            <span className="n">{all}</span>
          </Link>
        </li>
        {topics.map((topic) => (
          <li key={`${topic.pack}/${topic.id}`}>
            <Link
              href={{ pathname: '/library', query: { ...query, topic: topic.id } }}
              prefetch={false}
              aria-current={topic.id === current ? 'true' : undefined}
            >
              <span lang={topic.locale === locale ? undefined : topic.locale}>{topic.title}</span>
              <span className="n">{topic.questions}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
