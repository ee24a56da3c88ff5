import { getTranslations } from 'next-intl/server';
import Form from 'next/form';
import { Icon } from '@/app/_components/icon';

/** A plain GET form: Enter searches; without a script the browser sends it by itself. */
export async function SearchForm({ text, topic }: { readonly text: string; readonly topic: string | null }) {
  const t = await getTranslations('library');
  return (
    <Form action="/library" className="search" role="search">
      <Icon name="search" />
      <label className="sr" htmlFor="q">
        {t('search')}
      </label>
      <input id="q" type="search" name="q" key={text} defaultValue={text} maxLength={200} autoComplete="off" />
      {topic === null ? null : <input type="hidden" name="topic" value={topic} />}
      <kbd aria-hidden="true">/</kbd>
      <button className="btn plain sm" type="submit">
        {t('submit')}
      </button>
    </Form>
  );
}
