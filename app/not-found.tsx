import { getTranslations } from 'next-intl/server';
import Link from 'next/link';

export default async function NotFound() {
  const t = await getTranslations('errors');
  return (
    <main id="main" className="wrap saying">
      <h1 className="statement">{t('notFound')}</h1>
      <p className="row actions">
        <Link className="btn primary" href="/today">
          {t('toToday')}
        </Link>
      </p>
    </main>
  );
}
